"""A puppet that does what a declaration says: key poses to 33 landmarks, as a camera would see them.

It draws the moving figure, proves declarations (`check`) and plays the runner in tests, with any tempo, fault, fidget,
camera and jitter. The body stands in metres: x toward its front, y up, z toward its left; the camera looks at the middle of
the movement. Everything random comes from the seed that is given.
"""

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from hamstride.engine.landmarks import Frame, Point
from hamstride.exercises.spec import Bound, Cue, Exercise, Measure, Pose, Position, Tempo
from hamstride.exercises.values import Side

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """Where the camera is. `azimuth_deg` 0 sees the left side, 180 the right, 90 the front; `pitch_deg` is how steeply it
    looks down, `tilt_deg` how much the phone leans to one side (clockwise as the picture is seen)."""

    azimuth_deg: float = 0.0
    pitch_deg: float = 0.0
    tilt_deg: float = 0.0
    distance_m: float = 3.2
    width: int = 640
    height: int = 480
    field_deg: float = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A stretch of time in which the body goes from where it is to `pose` and stays there for `stay_s`. `away` means that
    nobody is in the picture, `bounce_deg` swings the trunk while staying."""

    go_s: float
    stay_s: float = 0.0
    pose: Pose
    away: bool = False
    bounce_deg: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """How it is filmed: pictures a second, jitter of every joint in degrees, share of the pictures in which nobody is found,
    visibility of the far leg. Without a camera it stands on the side that works."""

    fps: float = 15.0
    camera: Camera | None = None
    jitter_deg: float = 0.0
    dropout: float = 0.0
    far_visibility: float = 0.45
    seed: int = 1


def figure(exercise: Exercise, side: Side = Side.LEFT, share: float = 0.0) -> Frame:
    """The body at a share (0 rest, 1 top) of the declared movement, seen from the side that works, free of flaws. All variants
    look the same: the direction of the toes does not show from the side."""
    joints = skeleton(between(*key_poses(exercise), share), side, exercise.position)
    camera = _beside(side)
    project = _lens(camera, _middle_of(exercise, side))
    return _picture(joints, camera, project, Scene().far_visibility, 0.0)


def key_poses(exercise: Exercise) -> tuple[Pose, Pose]:
    """Rest and top of the declared movement."""
    rest, top = exercise.poses[exercise.movement.rest], exercise.poses[exercise.movement.top]
    return rest, top


def between(a: Pose, b: Pose, share: float) -> Pose:
    """The pose at a share of the way from `a` to `b`."""
    return Pose(
        **{
            f.name: getattr(a, f.name) + (getattr(b, f.name) - getattr(a, f.name)) * share
            for f in fields(Pose)
        }
    )


def repetition(
    exercise: Exercise, *, share: float = 1.0, tempo: Tempo | None = None, fault: str | None = None
) -> list[Act]:
    """One repetition (or one stretch): to a share of the top, hold, back to rest, pause; perhaps breaking a cue."""
    tempo = tempo or exercise.dose.tempo
    rest_pose, top_pose = key_poses(exercise)
    up = Act(go_s=tempo.lift_s, stay_s=tempo.hold_s, pose=between(rest_pose, top_pose, share))
    down = Act(go_s=tempo.lower_s, stay_s=tempo.pause_s, pose=rest_pose)
    if fault is not None:
        up, down = _with_fault(exercise, fault, up, down)
    return [up, down]


def _with_fault(exercise: Exercise, fault: str, up: Act, down: Act) -> tuple[Act, Act]:
    measure = exercise.cues[fault].measure
    if measure not in FAULTS:
        raise ValueError(
            f"fault {fault!r} of {exercise.id}: a puppet can break cues that the camera or the clock judges"
        )
    return FAULTS[measure](exercise.cues[fault], up, down)


def rest(exercise: Exercise, stay_s: float) -> Act:
    """Lying or standing still in the declared rest pose."""
    return Act(go_s=0.0, stay_s=stay_s, pose=key_poses(exercise)[0])


def perform(
    exercise: Exercise, acts: Sequence[Act], *, side: Side = Side.LEFT, scene: Scene | None = None
) -> Iterator[Frame]:
    """The frames of a person who does these acts one after the other, beginning in the rest pose."""
    scene = scene or Scene()
    chance, camera = random.Random(scene.seed), scene.camera or _beside(side)
    project = _lens(camera, _middle_of(exercise, side))
    for t_s, pose, away in _moments(key_poses(exercise)[0], acts, scene.fps):
        if away or chance.random() < scene.dropout:
            yield Frame(t_s=t_s, width=camera.width, height=camera.height, points=None)
            continue
        joints = skeleton(_jittered(pose, scene.jitter_deg, chance), side, exercise.position)
        yield _picture(joints, camera, project, scene.far_visibility, t_s)


def _beside(side: Side) -> Camera:
    return Camera(azimuth_deg=180.0 if side is Side.RIGHT else 0.0)


def skeleton(pose: Pose, side: Side, position: Position) -> dict[str, Vector]:
    """The joints of a posed body in metres, resting on the floor."""
    working, other = ("right", "left") if side is Side.RIGHT else ("left", "right")
    joints = _trunk(pose)
    joints |= _leg(working, pose.trunk_deg, pose.hip_deg, pose.knee_deg, pose.ankle_deg)
    joints |= _leg(other, pose.trunk_deg, pose.other_hip_deg, pose.other_knee_deg, pose.ankle_deg)
    anchor = joints[f"{other}_ankle"] if position is Position.STANDING else joints["left_shoulder"]
    floor = min(y for _, y, _ in joints.values())
    return {name: (x - anchor[0], y - floor, z) for name, (x, y, z) in joints.items()}


def mirrored(frame: Frame) -> Frame:
    """The frame of the mirrored person: left is right and right is left."""
    if frame.points is None:
        return frame
    points = tuple((1.0 - frame.points[_TWIN[i]][0], *frame.points[_TWIN[i]][1:]) for i in range(33))
    return replace(frame, points=points)


# --------------------------------------------------------------------------------------------------- faults

_BY = 14.0  # degrees past the limit: clear of the model's bias


def _past(cue: Cue, by: float = _BY) -> float:
    """A value that breaks the cue for certain."""
    if cue.limit is None:
        raise ValueError("a fault needs a cue with a limit")
    return cue.limit + by if cue.bound is Bound.ABOVE else cue.limit - by


def _posed(up: Act, down: Act, **changes: float) -> tuple[Act, Act]:
    return replace(up, pose=replace(up.pose, **changes)), down


def _added(up: Act, down: Act, **more: float) -> tuple[Act, Act]:
    return _posed(up, down, **{name: getattr(up.pose, name) + value for name, value in more.items()})


def _shorter(cue: Cue, up: Act, down: Act) -> tuple[Act, Act]:
    """Not as far as the measure asks: the knee bends less, the rest as declared."""
    return _posed(
        up, down, knee_deg=_past(cue, 8.0), other_knee_deg=min(up.pose.other_knee_deg, _past(cue, 8.0))
    )


# How a puppet breaks a cue, by what the cue measures: (cue, the way there, the way back) with the fault in them.
FAULTS: dict[Measure, Callable[[Cue, Act, Act], tuple[Act, Act]]] = {
    Measure.HIP_RISE: lambda cue, up, down: _added(
        up, down, hip_deg=_past(cue), other_hip_deg=_past(cue), trunk_deg=_past(cue) / 2
    ),
    Measure.THIGH_FORWARD: lambda cue, up, down: _added(up, down, hip_deg=_past(cue)),
    Measure.HIP_FLEXION: lambda cue, up, down: (
        _added(up, down, hip_deg=_past(cue), other_hip_deg=_past(cue))
        if cue.bound is Bound.ABOVE
        else _added(
            up, down, hip_deg=_past(cue) - up.pose.trunk_deg, other_hip_deg=_past(cue) - up.pose.trunk_deg
        )
    ),
    Measure.KNEE_FLEXION: lambda cue, up, down: _posed(up, down, knee_deg=_past(cue)),
    Measure.OTHER_KNEE_FLEXION: lambda cue, up, down: (
        replace(up, pose=replace(up.pose, other_knee_deg=_past(cue))),
        replace(down, pose=replace(down.pose, other_knee_deg=_past(cue))),
    ),
    Measure.THIGH_TILT: lambda cue, up, down: _added(up, down, hip_deg=-_past(cue)),
    Measure.ANKLE_FLEXION: lambda cue, up, down: _posed(up, down, ankle_deg=_past(cue)),
    Measure.BOUNCE: lambda cue, up, down: (replace(up, bounce_deg=300.0 * (cue.limit or 0.03)), down),
    Measure.HOLD_SECONDS: lambda cue, up, down: (replace(up, stay_s=0.5 * (cue.limit or 0.0)), down),
    Measure.LOWER_SECONDS: lambda cue, up, down: (up, replace(down, go_s=0.7 * (cue.limit or 0.0))),
    Measure.PEAK_FLEXION: _shorter,
    Measure.TRAVEL: lambda cue, up, down: (
        replace(up, pose=between(down.pose, up.pose, 0.75 * (cue.limit or 0.0))),
        down,
    ),
    Measure.END_FLEXION: lambda cue, up, down: (
        up,
        replace(down, pose=replace(down.pose, knee_deg=_past(cue, 2.0), other_knee_deg=_past(cue, 2.0))),
    ),
}


# --------------------------------------------------------------------------------------------------- body

_TRUNK, _THIGH, _SHANK, _FOOT, _HEEL = 0.52, 0.40, 0.41, 0.16, 0.06
_UPPER_ARM, _FOREARM, _HAND, _NECK, _HEAD = 0.28, 0.25, 0.08, 0.10, 0.14
_HIP, _SHOULDER = 0.09, 0.17
_SIGN = {"left": 1.0, "right": -1.0}


def _down(angle_deg: float, length: float) -> tuple[float, float]:
    """A step of a length in a direction given as an angle from hanging down toward the front."""
    angle = math.radians(angle_deg)
    return math.sin(angle) * length, -math.cos(angle) * length


def _trunk(pose: Pose) -> dict[str, Vector]:
    lean = 180.0 - pose.trunk_deg
    x, y = _down(lean, _TRUNK)
    head_x, head_y = _down(lean - pose.spine_deg, _NECK + _HEAD)
    face_x, face_y = _down(lean - pose.spine_deg - 90.0, 0.10)
    joints: dict[str, Vector] = {}
    for name, sign in _SIGN.items():
        joints[f"{name}_hip"] = (0.0, 0.0, sign * _HIP)
        joints[f"{name}_shoulder"] = (x, y, sign * _SHOULDER)
        joints |= _arm(name, sign, (x, y), pose)
        joints[f"{name}_ear"] = (x + head_x, y + head_y, sign * 0.07)
        joints[f"{name}_eye"] = (x + head_x + face_x * 0.8, y + head_y + face_y * 0.8, sign * 0.03)
        joints[f"{name}_mouth"] = (x + head_x * 0.8 + face_x, y + head_y * 0.8 + face_y, sign * 0.02)
    joints["nose"] = (x + head_x + face_x * 1.1, y + head_y + face_y * 1.1, 0.0)
    return joints


def _arm(name: str, sign: float, shoulder: tuple[float, float], pose: Pose) -> dict[str, Vector]:
    angle = pose.arm_deg - pose.trunk_deg
    elbow = _step(shoulder, angle, _UPPER_ARM)
    wrist = _step(elbow, angle, _FOREARM)
    hand = _step(wrist, angle, _HAND)
    z = sign * (_SHOULDER + 0.02)
    return {f"{name}_elbow": (*elbow, z), f"{name}_wrist": (*wrist, z), f"{name}_hand": (*hand, z)}


def _leg(name: str, trunk_deg: float, hip_deg: float, knee_deg: float, ankle_deg: float) -> dict[str, Vector]:
    thigh = hip_deg - trunk_deg
    shank = thigh - knee_deg
    foot = shank + 90.0 - ankle_deg
    knee = _step((0.0, 0.0), thigh, _THIGH)
    ankle = _step(knee, shank, _SHANK)
    toe = _step(ankle, foot, _FOOT)
    heel = _step(ankle, foot, -_HEEL)
    z = _SIGN[name] * _HIP
    return {
        f"{name}_{joint}": (*at, z)
        for joint, at in (("knee", knee), ("ankle", ankle), ("toe", toe), ("heel", heel))
    }


def _step(at: tuple[float, float], angle_deg: float, length: float) -> tuple[float, float]:
    x, y = _down(angle_deg, length)
    return at[0] + x, at[1] + y


def _names() -> tuple[str, ...]:
    pairs = (
        "ear",
        "mouth",
        "shoulder",
        "elbow",
        "wrist",
        "hand",
        "hand",
        "hand",
        "hip",
        "knee",
        "ankle",
        "heel",
        "toe",
    )
    eyes = ("left_eye",) * 3 + ("right_eye",) * 3
    return ("nose", *eyes, *(f"{side}_{joint}" for joint in pairs for side in ("left", "right")))


_NAMES = _names()
_TWIN = (0, 4, 5, 6, 1, 2, 3, *(i + 1 if i % 2 else i - 1 for i in range(7, 33)))
_FAR_JOINTS = ("knee", "ankle", "heel", "toe", "elbow", "wrist", "hand")


# --------------------------------------------------------------------------------------------------- camera


def _middle_of(exercise: Exercise, side: Side) -> Vector:
    """The middle of everywhere the body is during the movement."""
    bodies = [skeleton(pose, side, exercise.position) for pose in key_poses(exercise)]
    spans = [[joint[axis] for body in bodies for joint in body.values()] for axis in range(3)]
    x, y, z = ((min(span) + max(span)) / 2 for span in spans)
    return x, y, z


Lens = Callable[[Vector], Vector]


def _picture(
    joints: Mapping[str, Vector], camera: Camera, project: Lens, far_visibility: float, t_s: float
) -> Frame:
    seen = {name: project(at) for name, at in joints.items()}
    far = "right" if seen["left_hip"][2] <= seen["right_hip"][2] else "left"
    dim = {f"{far}_{joint}" for joint in _FAR_JOINTS}
    points: list[Point] = []
    for name in _NAMES:
        x, y, z = seen[name]
        visibility = far_visibility if name in dim else 0.97
        points.append((x, y, z, visibility))
    return Frame(t_s=t_s, width=camera.width, height=camera.height, points=tuple(points))


def _lens(camera: Camera, middle: Vector) -> Lens:
    """How a point of the room comes to x, y in 0..1 of the picture and z (negative toward the camera, in the scale of x)."""
    turns = (math.radians(a) for a in (camera.azimuth_deg, camera.pitch_deg, camera.tilt_deg))
    (sin_a, cos_a), (sin_p, cos_p), (sin_t, cos_t) = ((math.sin(turn), math.cos(turn)) for turn in turns)
    length = 0.5 / math.tan(math.radians(camera.field_deg) / 2)
    forward_0, up_0, left_0 = middle

    def project(at: Vector) -> Vector:
        forward, up, left = at[0] - forward_0, at[1] - up_0, at[2] - left_0
        right = -forward * cos_a + left * sin_a
        near = forward * sin_a + left * cos_a
        rise = up * cos_p - near * sin_p
        near = up * sin_p + near * cos_p
        x = right * cos_t + rise * sin_t
        y = rise * cos_t - right * sin_t
        scale = length / (camera.distance_m - near)
        return 0.5 + x * scale, 0.5 - y * scale * camera.width / camera.height, -near * scale

    return project


# --------------------------------------------------------------------------------------------------- time


def _moments(start: Pose, acts: Sequence[Act], fps: float) -> Iterator[tuple[float, Pose, bool]]:
    """Time, pose and absence for every frame; each way is gone with the smooth start and stop of a half cosine."""
    begin_s, frame, at = 0.0, 0, start
    for act in acts:
        end_s = begin_s + act.go_s + act.stay_s
        while frame / fps < end_s - 1e-9:
            passed = max(0.0, frame / fps - begin_s)
            share = 1.0 if passed >= act.go_s else (1.0 - math.cos(math.pi * passed / act.go_s)) / 2
            pose = between(at, act.pose, share)
            if act.bounce_deg and passed > act.go_s:
                swing = act.bounce_deg * math.sin(2 * math.pi * 1.2 * (passed - act.go_s))
                pose = replace(
                    pose,
                    trunk_deg=pose.trunk_deg + swing,
                    hip_deg=pose.hip_deg + swing,
                    other_hip_deg=pose.other_hip_deg + swing,
                )
            yield frame / fps, pose, act.away
            frame += 1
        begin_s, at = end_s, act.pose


def _jittered(pose: Pose, jitter_deg: float, chance: random.Random) -> Pose:
    if not jitter_deg:
        return pose
    return Pose(**{f.name: getattr(pose, f.name) + chance.gauss(0.0, jitter_deg) for f in fields(Pose)})
