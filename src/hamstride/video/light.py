"""How bright the pictures of a film are."""

import math
from typing import Final

from hamstride.video.decode import Picture

EVERY_S: Final = 1.0
_STEP = 8  # rows and columns between the pixels that are read
_EYE = (0.299, 0.587, 0.114)  # how bright red, green and blue look (ITU-R BT.601)


class Light:
    """The mean brightness, 0 black to 1 white, measured once a second."""

    def __init__(self) -> None:
        self._measured_s, self._value = -math.inf, 0.0

    def read(self, picture: Picture) -> float:
        """The brightness as it was last measured."""
        if picture.t_s - self._measured_s >= EVERY_S:
            mean = picture.rgb[::_STEP, ::_STEP].reshape(-1, 3).mean(axis=0)
            self._value = round(float(mean @ _EYE) / 255, 2)
            self._measured_s = picture.t_s
        return self._value
