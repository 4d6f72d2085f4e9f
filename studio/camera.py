"""Where the camera stands so that the whole movement is in the picture, and where it points at each instant."""

from dataclasses import dataclass

import numpy as np

from studio.geometry import FRONT, RIGHT, UP, Array, turn, unit
from studio.spec import CameraSpec, PictureSpec

_KNOCK_S = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A place, what it is aimed at, and how it leans."""

    place: Array
    aim: Array
    tilt_deg: float


def placed(spec: CameraSpec, picture: PictureSpec, seen: Array) -> Camera:
    """The camera for N x 3 points that are to be in the picture."""
    middle = (seen.min(0) + seen.max(0)) / 2
    azimuth = np.radians(spec.azimuth_deg)
    toward = -np.cos(azimuth) * RIGHT + np.sin(azimuth) * FRONT
    across = np.cross(UP, toward)
    half_up = np.tan(np.radians(spec.field_deg) / 2) * spec.fill
    half_across = half_up * picture.width / picture.height
    distance = (
        max(np.ptp(seen @ across) / 2 / half_across, np.ptp(seen @ UP) / 2 / half_up)
        + np.ptp(seen @ toward) / 2
    )
    rise = spec.height_m - middle[1]
    level = np.sqrt(max(distance**2 - rise**2, 0.25))
    return Camera(place=middle + level * toward + rise * UP, aim=middle, tilt_deg=spec.tilt_deg)


def at(camera: Camera, spec: CameraSpec, t_s: float) -> Camera:
    """The camera at an instant: as placed, pitched as asked, and knocked if it has been."""
    share = 0.0 if spec.knock is None else float(np.clip((t_s - spec.knock.at_s) / _KNOCK_S, 0, 1))
    pitch_deg = spec.pitch_deg + (spec.knock.pitch_deg * share if spec.knock else 0.0)
    tilt_deg = camera.tilt_deg + (spec.knock.tilt_deg * share if spec.knock else 0.0)
    forward = camera.aim - camera.place
    right = unit(np.cross(forward, UP))
    return Camera(place=camera.place, aim=camera.place + turn(right, pitch_deg) @ forward, tilt_deg=tilt_deg)
