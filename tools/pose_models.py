"""The pose models of MediaPipe Tasks, put together from the parts that npm's `@mediapipe/pose` carries.

A `.task` is an uncompressed zip of a person detector and a landmark model. Tasks wants to know how a
picture's values are to be scaled for each, from TFLite *metadata* (a FlatBuffer in the model's FlatBuffer)
that these models lack. Metadata is added without touching a byte of the model: FlatBuffers' references point
forward only, so a new root that refers to the old parts is laid in front of the old file. Field numbers are
those of TensorFlow Lite's public `schema.fbs` and `metadata_schema.fbs`.
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from tools.flat import Old, Table, Vector, blob, field, floats, follow, items, lay, text

LONG_AGO = (1980, 1, 1, 0, 0, 0)
ALIGNMENT = 16  # TensorFlow Lite maps weights in place and wants them so
NORMALIZATION_OPTIONS = 1  # in the union ProcessUnitOptions
METADATA_NAME = "TFLITE_METADATA"
# The numbers of the fields of a TFLite Model.
VERSION, BUFFERS, METADATA = 0, 4, 6
KEPT = (1, 2, 3, 5, 7)  # operator codes, subgraphs, description, metadata buffer, signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaling:
    """How a picture's 0..255 becomes a model's input: (value - mean) / std."""

    mean: float
    std: float


DETECTOR_SCALING = Scaling(mean=127.5, std=127.5)
LANDMARKS_SCALING = Scaling(mean=0.0, std=255.0)


def write_task(*, detector: Path, landmarks: Path, target: Path) -> None:
    """Put one `.task` together: the same bytes from the same models."""
    members = {
        "pose_detector.tflite": with_metadata(detector.read_bytes(), DETECTOR_SCALING),
        "pose_landmarks_detector.tflite": with_metadata(landmarks.read_bytes(), LANDMARKS_SCALING),
    }
    part = target.with_name(target.name + ".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content)
    part.replace(target)


def with_metadata(model: bytes, scaling: Scaling) -> bytes:
    """The TFLite `model`, saying how its one input is to be scaled."""
    root = follow(model, 0)
    buffers = items(model, _referred(model, root, BUFFERS))
    metadata = items(model, _referred(model, root, METADATA))
    new_buffer = Table({0: blob(_metadata(scaling), ALIGNMENT)})
    new_entry = Table({0: text(METADATA_NAME), 1: len(buffers)})
    version = field(model, root, VERSION)
    if version is None:
        raise ValueError("the model has no version; got something else than a TFLite model of schema 3")
    fields = {number: Old(follow(model, at)) for number in KEPT if (at := field(model, root, number))}
    new_root = Table(
        {
            **fields,
            VERSION: int.from_bytes(model[version : version + 4], "little"),
            BUFFERS: Vector([*map(Old, buffers), new_buffer]),
            METADATA: Vector([*map(Old, metadata), new_entry]),
        }
    )
    return lay(new_root, b"TFL3", model, ALIGNMENT)


def _referred(model: bytes, root: int, number: int) -> int:
    at = field(model, root, number)
    if at is None:
        raise ValueError(f"the model has no field {number}; expected a TFLite Model with metadata")
    return follow(model, at)


def _metadata(scaling: Scaling) -> bytes:
    """TFLite's ModelMetadata with one input of one subgraph, normalized."""
    normalization = Table({0: floats(scaling.mean), 1: floats(scaling.std)})
    process_unit = Table({0: NORMALIZATION_OPTIONS, 1: normalization})
    tensor = Table({4: Vector([process_unit])})
    subgraph = Table({2: Vector([tensor])})
    return lay(Table({3: Vector([subgraph])}), b"M001")
