"""Draws the room and the people in it with pyrender on OSMesa, in memory, without a screen.

Light is laid on the points in numpy and drawn flat: a quarter of the time of pyrender's own shading.
"""

from typing import Any

import numpy as np
import OpenGL
from OpenGL import contextdata

from studio.geometry import RIGHT, UP, Array, frame, turn, unit
from studio.room import Solid
from studio.skin import normals

OpenGL.ERROR_CHECKING = False
# pyrender keeps its shaders by context, and for OSMesa each question gives another answer: without this every picture
# compiles its shaders anew, takes twice the time and leaves 2 MB behind. There is one context here.
contextdata.getContext = lambda context=None: 1

_LIGHT = unit(np.array([0.3, 1.0, 0.45]))
_AMBIENT, _DIFFUSE = 0.62, 0.45


class Mesh:
    """Triangles whose points may move from picture to picture."""

    def __init__(self, points: Array, across: Array, faces: Any, paint: Array) -> None:
        import pyrender

        self._paint = paint
        self._primitive = pyrender.Primitive(
            positions=points, indices=faces, color_0=self._lit(across), material=_matt(pyrender)
        )
        self.mesh = pyrender.Mesh([self._primitive])

    @classmethod
    def of(cls, solid: Solid) -> "Mesh":
        """A thing of the room."""
        points, faces, paint = solid
        return cls(points, normals(points, faces), faces, paint)

    def move(self, points: Array, across: Array) -> None:
        """Put the points elsewhere (once it has been drawn); `across` are their normals there."""
        from OpenGL.GL import GL_ARRAY_BUFFER, glBindBuffer, glBufferSubData

        data = np.hstack([points, self._lit(across)]).astype(np.float32)
        # pyrender has no way to change a mesh in place; making it anew takes five times as long.
        glBindBuffer(GL_ARRAY_BUFFER, self._primitive._buffers[0])  # noqa: SLF001
        glBufferSubData(GL_ARRAY_BUFFER, 0, data.nbytes, data)

    def _lit(self, across: Array) -> Array:
        light = _AMBIENT + _DIFFUSE * np.clip(across @ _LIGHT, -0.5, 1)
        return np.column_stack([np.clip(self._paint * light[:, None], 0, 1), np.ones(len(across))])


def _matt(pyrender: Any) -> Any:
    return pyrender.MetallicRoughnessMaterial(metallicFactor=0.0, roughnessFactor=1.0, doubleSided=True)


class Stage:
    """Pictures of meshes through one camera."""

    def __init__(self, width: int, height: int, field_deg: float) -> None:
        import pyrender

        self._pyrender = pyrender
        self._scene = pyrender.Scene(bg_color=[0.5, 0.5, 0.5])
        camera = pyrender.PerspectiveCamera(
            yfov=np.radians(field_deg), aspectRatio=width / height, znear=0.05
        )
        self._camera = self._scene.add(camera)
        self._renderer = pyrender.OffscreenRenderer(width, height)

    def add(self, mesh: Mesh) -> Any:
        """Put a mesh on the stage; what is returned hides and shows it with `show`."""
        return self._scene.add(mesh.mesh)

    def show(self, node: Any, visible: bool) -> None:
        """Hide a mesh, or show it again."""
        node.mesh.is_visible = visible

    def look(self, from_: Array, at: Array, tilt_deg: float) -> None:
        """Aim the camera; `tilt_deg` turns the picture clockwise, as a phone leaning to its left sees it."""
        axes = frame(from_ - at, UP if abs(unit(from_ - at) @ UP) < 0.99 else RIGHT)
        back, up = axes[:, 0], axes[:, 1]
        matrix = np.eye(4)
        matrix[:3, :3] = turn(back, tilt_deg) @ np.column_stack([np.cross(up, back), up, back])
        matrix[:3, 3] = from_
        self._scene.set_pose(self._camera, matrix)

    def picture(self) -> Any:
        """Height x width x 3 bytes."""
        return self._renderer.render(self._scene, flags=self._pyrender.RenderFlags.FLAT)[0]

    def close(self) -> None:
        """Give the drawing memory back."""
        self._renderer.delete()
