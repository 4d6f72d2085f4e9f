"""The one way in for XML, GPX included: nothing is parsed before it was found to be harmless.

A file is decoded by its byte order mark or its own declaration, refused when it holds a document type or an entity (nobody
needs either in a record of a run, and both are ways to make a small file huge), then read once by expat for well-formedness and
depth. Only what has passed goes on to a library.
"""

import codecs
import re
from xml.etree.ElementTree import Element
from xml.parsers import expat

from defusedxml import ElementTree

from hamstride.formats.activity import Unreadable

DEEPEST = 48
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKLESS = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "iso-8859-15", "windows-1252"}
_DECLARATION = re.compile(r"<\?xml\s[^>]*?\?>")
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_FORBIDDEN = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_LOOK = 4096


def root_of(head: bytes) -> str | None:
    """The name of the first element in the beginning of a file, without its prefix; `None` where it is no XML."""
    text = head[:_LOOK].decode(_encoding(head) or "latin-1", "replace").lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        return None
    found = _ROOT.search(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL))
    return found.group(1) if found else None


def checked(data: bytes) -> str:
    """The text of a file that may be parsed, without its declaration. Raises `Unreadable`."""
    text = _decoded(data).lstrip("\ufeff \t\r\n")
    if _FORBIDDEN.search(text):
        raise Unreadable("formats.refused.doctype")
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    _walk(text)
    return text


def tree(data: bytes) -> Element:
    """The root element of a file. Raises `Unreadable`."""
    root: Element = ElementTree.fromstring(checked(data), forbid_dtd=True)
    return root


def _encoding(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    for begin, name in _MARKLESS:
        if data.startswith(begin):
            return name
    found = _DECLARED.match(data[:_LOOK])
    named = found.group(1).decode("ascii").lower() if found else "utf-8"
    return named if named in _ENCODINGS else None


def _decoded(data: bytes) -> str:
    encoding = _encoding(data)
    if encoding is None:
        raise Unreadable("formats.refused.encoding")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("formats.refused.letters", at=error.start) from error


def _walk(text: str) -> None:
    """Let expat go through the text once: well-formed, and no deeper than allowed."""
    parser = expat.ParserCreate(namespace_separator="}")  # as strict as the library after it
    ended: list[str] = []
    begun = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal begun
        begun += 1
        if begun - len(ended) > DEEPEST:
            raise Unreadable("formats.refused.deep", most=DEEPEST)

    parser.StartElementHandler, parser.EndElementHandler = start, ended.append
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise Unreadable("formats.refused.xml", line=error.lineno, column=error.offset + 1) from error
    except UnicodeEncodeError as error:  # half of a pair of surrogates
        raise Unreadable("formats.refused.letters", at=error.start) from error
