"""The programme on one sheet of paper, for the fridge: a figure at the begin and at the top of each exercise, how much of it,
and what to look out for. The drawn person where there is one, else lines; the font is embedded.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, black, white
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from hamstride import demonstrations
from hamstride.engine import sketch
from hamstride.exercises.spec import Exercise

FONT, BOLD = (
    "Vera",
    "VeraBd",
)  # the Bitstream Vera that reportlab brings along: all letters of the western languages
MARGIN, GAP = 13 * mm, 5 * mm
HEAD, HEADING, FOOT = 21 * mm, 9 * mm, 9 * mm
FIGURES, HIGHEST = 86 * mm, 46 * mm
SIZES = (10.0, 9.0, 8.0, 7.0, 6.0, 5.0)  # of the text, in points: the first in which everything fits
MOST_CUES = 6
LEADING = 1.3  # from line to line, of the size of the letters
GREY, PALE = Color(0.45, 0.45, 0.45), Color(0.78, 0.78, 0.78)
PENS = {
    "far": (GREY, 1.6),
    "trunk": (black, 2.6),
    "work": (black, 3.8),
}  # colour, width in the units of the sketch


class Paper(Enum):
    """The sizes of paper there are."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in points."""
        width, height = {Paper.A4: A4, Paper.LETTER: LETTER}[self]
        return float(width), float(height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One exercise: how much of it, when (where that is not the section's), and what to look out for."""

    exercise: Exercise
    dose: str
    when: str = ""
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Exercises that belong together."""

    title: str
    says: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything on the sheet, in words."""

    title: str
    says: str
    sections: tuple[Section, ...]
    foot: str
    language: str = "en"


class TooMuch(ValueError):
    """More than fits on one sheet, even in the smallest letters."""


def write(card: Card, paper: Paper = Paper.A4) -> bytes:
    """The sheet as a PDF. The same card gives the same bytes. Raises `TooMuch`."""
    _fonts()
    layout = _layout(card, paper)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=paper.size, invariant=1, lang=card.language)
    canvas.setTitle(card.title)
    canvas.setAuthor("Hamstride")
    _draw(canvas, card, layout)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _fonts() -> None:
    for name in (FONT, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


# -------------------------------------------------------------------------------------------------------------- the words
def printable(text: str) -> str:
    """The text with what no font has replaced by what looks the same: the narrow space before a mark in French."""
    return text.replace("\u202f", "\u00a0")


def letters(card: Card) -> frozenset[str]:
    """Every letter that the card prints."""
    rows = [row for section in card.sections for row in section.rows]
    texts = [card.title, card.says, card.foot, *(s.title + s.says for s in card.sections)]
    texts += [row.exercise.text.title + row.exercise.text.summary + row.dose + row.when for row in rows]
    texts += [cue for row in rows for cue in row.cues]
    return frozenset(printable("".join(texts)))


def _text(words: str, size: float, *, bold: bool = False) -> Paragraph:
    style = ParagraphStyle(
        "text", fontName=BOLD if bold else FONT, fontSize=size, leading=size * LEADING, splitLongWords=1
    )
    return Paragraph(escape(printable(words)), style)


def _column(row: Row, size: float) -> list[Paragraph]:
    """The words of a row from top to bottom."""
    title = row.exercise.text.title
    lines = [_text(title, size * 1.45, bold=True), _text(row.dose, size * 1.25, bold=True)]
    if row.when:
        lines.append(_text(row.when, size))
    lines.append(_text(row.exercise.text.summary, size))
    return lines + [_text(f"–  {cue}", size) for cue in row.cues[:MOST_CUES]]


# ------------------------------------------------------------------------------------------------------------- the layout
@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How large the letters are, how high a row is, where the text begins and how wide it is; in points."""

    paper: Paper
    size: float
    row: float
    left: float
    width: float


def _layout(card: Card, paper: Paper) -> Layout:
    """The largest letters in which every row holds its words."""
    width, height = paper.size
    rows = [row for section in card.sections for row in section.rows]
    room = height - 2 * MARGIN - HEAD - FOOT - HEADING * len(card.sections)
    high = min(HIGHEST, room / max(len(rows), 1))
    left = MARGIN + FIGURES + GAP
    wide = width - MARGIN - left
    for size in SIZES:
        if all(_height(_column(row, size), wide) <= high - 2 * mm for row in rows):
            return Layout(paper=paper, size=size, row=high, left=left, width=wide)
    raise TooMuch(f"{len(rows)} exercises with their words do not fit on one sheet of {paper.value}")


def _height(lines: Iterable[Paragraph], width: float) -> float:
    return float(sum(line.wrap(width, 1000.0)[1] for line in lines))


# ------------------------------------------------------------------------------------------------------------ the drawing
def _draw(canvas: Canvas, card: Card, layout: Layout) -> None:
    width, height = layout.paper.size
    y = height - MARGIN
    _put(canvas, [_text(card.title, 22, bold=True), _text(card.says, 11)], MARGIN, y, width - 2 * MARGIN)
    y -= HEAD
    for section in card.sections:
        y = _section(canvas, section, layout, y)
    foot = [_text(card.foot, 7.5)]
    _put(canvas, foot, MARGIN, MARGIN + _height(foot, width - 2 * MARGIN), width - 2 * MARGIN)


def _section(canvas: Canvas, section: Section, layout: Layout, y: float) -> float:
    """The heading and the rows of a section; returns where the next one begins."""
    width = layout.paper.size[0]
    canvas.setFillColor(black)
    canvas.rect(MARGIN, y - HEADING + 2 * mm, width - 2 * MARGIN, HEADING - 2 * mm, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(BOLD, 10.5)
    canvas.drawString(MARGIN + 3 * mm, y - HEADING + 4.2 * mm, printable(section.title))
    canvas.setFont(FONT, 9)
    canvas.drawRightString(width - MARGIN - 3 * mm, y - HEADING + 4.2 * mm, printable(section.says))
    y -= HEADING
    for n, row in enumerate(section.rows):
        if n:
            canvas.setStrokeColor(PALE)
            canvas.setLineWidth(0.5)
            canvas.line(MARGIN, y, width - MARGIN, y)
        _row(canvas, row, layout, y)
        y -= layout.row
    return y


def _row(canvas: Canvas, row: Row, layout: Layout, y: float) -> None:
    lines = _column(row, layout.size)
    spare = layout.row - _height(lines, layout.width)
    _put(canvas, lines, layout.left, y - spare / 2, layout.width)
    half = (FIGURES - GAP) / 2
    boxes = [(MARGIN + n * (half + GAP), y - layout.row + 2 * mm, half, layout.row - 4 * mm) for n in (0, 1)]
    stills = _stills(row.exercise)
    if stills is None:
        drawn = sketch.sketch(row.exercise)
        for step, box in zip((0, len(drawn.steps) - 1), boxes, strict=True):
            _figure(canvas, drawn, step, *box)
    for still, (x, low, width, height) in zip(stills or (), boxes, strict=False):
        canvas.drawImage(still, x, low, width, height, mask="auto", preserveAspectRatio=True)


def _stills(exercise: Exercise) -> list[str] | None:
    """The drawn pictures of the begin and the top, if they show what is declared."""
    variant = exercise.first_variant
    drawn = None if demonstrations.outdated(exercise, variant) else demonstrations.of(exercise.id, variant)
    return (
        [str(demonstrations.path(drawn.stills[name])) for name in (drawn.rest, drawn.top)] if drawn else None
    )


def _put(canvas: Canvas, lines: Sequence[Paragraph], x: float, y: float, width: float) -> None:
    """Paragraphs below one another, from the top `y` down."""
    for line in lines:
        y -= line.wrap(width, 1000.0)[1]
        line.drawOn(canvas, x, y)


def _figure(
    canvas: Canvas, drawn: sketch.Sketch, step: int, x: float, y: float, width: float, height: float
) -> None:
    """The figure at a step within a box, its floor at the lower edge of what is drawn."""
    view, points = drawn.view, drawn.steps[step]
    scale = min(width / view.width, height / view.height)
    canvas.saveState()
    canvas.translate(x + (width - scale * view.width) / 2, y + (height + scale * view.height) / 2)
    canvas.scale(scale, -scale)
    canvas.translate(-view.left, -view.top)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    _surroundings(canvas, drawn, step)
    for kind, bones in sketch.BONES:
        colour, thick = PENS[kind]
        _strokes(canvas, [(points[a], points[b]) for a, b in bones], colour, thick)
    if drawn.props.weight:
        canvas.setLineCap(0)
        _strokes(canvas, [sketch.weight(points)], black, 8.0)
    canvas.setFillColor(black)
    canvas.circle(*sketch.middle(points, sketch.EARS), sketch.HEAD, stroke=0, fill=1)
    canvas.restoreState()


def _surroundings(canvas: Canvas, drawn: sketch.Sketch, step: int) -> None:
    view, floor_y = drawn.view, drawn.floor_y
    _strokes(canvas, [((view.left, floor_y), (view.left + view.width, floor_y))], PALE, 0.6)
    _strokes(canvas, drawn.props.lines, GREY, 1.2)
    if drawn.props.ball is not None:
        ball = drawn.props.ball
        canvas.setStrokeColor(GREY)
        canvas.setLineWidth(0.9)
        canvas.circle(ball.xs[step], ball.y, ball.radius, stroke=1, fill=0)


def _strokes(canvas: Canvas, lines: Iterable[sketch.Points], colour: Color, width: float) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)
    path = canvas.beginPath()
    for line in lines:
        path.moveTo(*line[0])
        for point in line[1:]:
            path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)
