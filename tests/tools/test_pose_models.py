"""The metadata that is laid in front of a model, and that the model behind it stays as it was."""

import struct
import zipfile

from hamstride import parts
from tools import flat
from tools.flat import Old, Plain, Table, Vector
from tools.pose_models import ALIGNMENT


def text_at(data: bytes, position: int) -> str:
    (length,) = struct.unpack_from("<I", data, position)
    return data[position + 4 : position + 4 + length].decode()


def referred(data: bytes, table: int, number: int) -> int:
    at = flat.field(data, table, number)
    assert at is not None
    return flat.follow(data, at)


def test_what_is_laid_can_be_read() -> None:
    inner = Table({1: flat.text("words"), 3: 7})
    data = flat.lay(Table({0: Vector([inner, inner]), 2: flat.floats(1.5)}), b"TEST")
    root = flat.follow(data, 0)
    assert data[4:8] == b"TEST"
    assert flat.field(data, root, 1) is None
    assert flat.field(data, root, 9) is None
    for table in flat.items(data, referred(data, root, 0)):
        assert text_at(data, referred(data, table, 1)) == "words"
        seven = flat.field(data, table, 3)
        assert seven is not None
        assert struct.unpack_from("<I", data, seven) == (7,)
    assert struct.unpack_from("<If", data, referred(data, root, 2)) == (1, 1.5)


def test_old_bytes_stay_as_they_are_and_can_be_referred_to() -> None:
    old = flat.lay(Table({0: flat.text("old")}), b"OLD!")
    data = flat.lay(Table({0: Old(flat.follow(old, 0)), 1: flat.text("new")}), b"NEW!", old, 16)
    assert data.endswith(old)
    assert (len(data) - len(old)) % 16 == 0
    root = flat.follow(data, 0)
    assert text_at(data, referred(data, referred(data, root, 0), 0)) == "old"


def test_a_blob_stands_where_it_was_asked_to() -> None:
    data = flat.lay(Table({0: Plain(3, b"abc", ALIGNMENT)}), b"TEST")
    assert data.index(b"abc") % ALIGNMENT == 0


def test_the_models_say_how_their_input_is_scaled() -> None:
    """(0..255 - mean) / std, in each of the two models of each size, as the 32-bit floats that Tasks reads."""
    scalings = {"pose_detector.tflite": (127.5, 127.5), "pose_landmarks_detector.tflite": (0.0, 255.0)}
    for model in parts.MODELS.values():
        with zipfile.ZipFile(str(parts.find(model))) as task:
            assert {info.filename for info in task.infolist()} == set(scalings)
            assert all(info.compress_type == zipfile.ZIP_STORED for info in task.infolist())
            for name, scaling in scalings.items():
                assert scaling_in(task.read(name)) == scaling


def scaling_in(model: bytes) -> tuple[float, float]:
    """Mean and standard deviation, by the way that a reader of TFLite's schema goes."""
    root = flat.follow(model, 0)
    entries = flat.items(model, referred(model, root, 6))
    (entry,) = [e for e in entries if text_at(model, referred(model, e, 0)) == "TFLITE_METADATA"]
    at = flat.field(model, entry, 1)
    assert at is not None
    buffer = flat.items(model, referred(model, root, 4))[struct.unpack_from("<I", model, at)[0]]
    vector = referred(model, buffer, 0)
    metadata = model[vector + 4 : vector + 4 + struct.unpack_from("<I", model, vector)[0]]
    assert metadata[4:8] == b"M001"
    table = flat.follow(metadata, 0)
    for number in (3, 2, 4):  # subgraph, input tensor, process unit
        (table,) = flat.items(metadata, referred(metadata, table, number))
    options = referred(metadata, table, 1)
    mean, std = (struct.unpack_from("<If", metadata, referred(metadata, options, n))[1] for n in (0, 1))
    return mean, std
