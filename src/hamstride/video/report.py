"""One page about one film: charts, numbers, and a still of what could be better. Opens from the disk, asks nothing of anybody.

The page stands in report.html and report.css, the look that it shares with our own pages in `parts.LOOK`; here its places are
filled. All that comes from outside (file names, texts of declarations) is escaped.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from importlib import resources
from pathlib import Path
from string import Template

from hamstride import parts
from hamstride.coach.bridge import sentence
from hamstride.coach.watched import Wording
from hamstride.engine.story import Chart, Still, Story
from hamstride.exercises.spec import Exercise
from hamstride.text.words import Words
from hamstride.video import chart, places
from hamstride.video.output import replacing
from hamstride.video.skeleton import Size, figure


def write(path: Path, page: str) -> None:
    """Write a page, whole or not at all. Raises `SourceError` where that cannot be."""
    with replacing(path) as file:
        file.write(page.encode("utf-8", "replace"))  # the name of the film may be no UTF-8


def page(
    story: Story, exercise: Exercise, file: str, size: Size, stills: Mapping[float, bytes], words: Words
) -> str:
    """The page as HTML.

    Args:
        story: what was watched.
        exercise: what it was watched for.
        file: the name of the film, to be shown.
        size: of its upright picture, in pixels.
        stills: JPEG pictures of the film by the time of a still; without one, only the skeleton is drawn.
        words: the language.
    """
    wording = Wording(report=story.report, exercise=exercise, words=words)
    style = _style()
    return Template(_packaged("report.html")).substitute(
        language=words.language,
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        mark=escape(places.mark_of(places.PAGE, exercise, story.report.variant).decode()),
        title=escape(f"{exercise.text.title} · {file}"),
        file=escape(file),
        headline=escape(wording.headline()),
        short=_items(_short(story, words)),
        advice=_advice(wording),
        charts="".join(_chart(story, each, wording, n) for n, each in enumerate(story.charts)),
        numbers_title=escape(words("cli.watch.report.numbers")),
        table=_table(wording),
        stills=_stills(story, size, stills, wording),
        unseen=_unseen(wording),
        footer=escape(words("cli.watch.report.footer")),
    )


def _short(story: Story, words: Words) -> Iterable[str]:
    report = story.report
    yield words("cli.watch.report.length", time=chart.clock(report.seconds))
    yield words("cli.watch.report.seen", share=round(100 * report.seen))
    if not report.side_on:
        yield words("cli.watch.report.not-side-on")


# ---------------------------------------------------------------- charts


_GAP = (
    '<li><svg width="18" height="12" aria-hidden="true">'
    '<path class="hatch" d="M-2 10L10 -2M3 14L17 0M11 15L21 5"/></svg>'
)


def _chart(story: Story, each: Chart, wording: Wording, number: int) -> str:
    title = wording.angle(each.quantity)
    legend = sorted(
        ((chart.leads(curve, story), chart.name_of(curve, wording)) for curve in each.curves), reverse=True
    )
    samples = "".join(
        f'<li><svg width="28" height="10" aria-hidden="true"><path class="curve {kind}" d="M0 5H28"/></svg>{escape(name)}</li>'
        for kind, name in legend
    )
    if number == 0:
        samples += "".join(
            f'<li><svg width="18" height="12" aria-hidden="true"><rect class="{kind}" width="18" height="12"/></svg>'
            f"{escape(wording.words(f'cli.watch.report.band.{kind}'))}</li>"
            for kind in (("stretch",) if wording.exercise.is_hold else ("up", "held", "down"))
        )
    if story.gaps:
        samples += _GAP + f"{escape(wording.words('cli.watch.report.band.gap'))}</li>"
    return _section(
        title,
        f'<ul class="legend">{samples}</ul>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">'
        f"{chart.draw(story, each, wording, f'chart-{number}')}</div>",
    )


# ---------------------------------------------------------------- numbers


def _table(wording: Wording) -> str:
    rows = list(wording.rows())
    if not rows:
        return f'<p class="soft">{escape(wording.words("cli.watch.report.nothing"))}</p>'
    columns = wording.columns()
    head = "".join(f'<th scope="col"{_kind(is_text)}>{escape(name)}</th>' for name, is_text in columns)
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{_kind(is_text)}{_named(name, is_text)}>{escape(value)}</td>"
            for value, (name, is_text) in zip(row, columns, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    label = escape(wording.words("cli.watch.report.numbers"))
    return (
        f'<div class="scroll film-table" tabindex="0" role="region" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _kind(is_text: bool) -> str:
    return ' data-words="true"' if is_text else ""


def _named(name: str, is_text: bool) -> str:
    """On a phone the words stand under the numbers, each after the name of its column."""
    return f' data-name="{escape(name)}"' if is_text else ""


# ---------------------------------------------------------------- stills


def _stills(story: Story, size: Size, pictures: Mapping[float, bytes], wording: Wording) -> str:
    if not story.stills:
        return ""
    shown = "".join(
        f"<li>{_still(still, story, size, pictures.get(still.t_s), wording)}</li>" for still in story.stills
    )
    return _section(wording.words("cli.watch.report.stills"), f'<ul class="stills">{shown}</ul>')


def _still(still: Still, story: Story, size: Size, picture: bytes | None, wording: Wording) -> str:
    what = escape(wording.broken(still.cue))
    where = escape(sentence(wording.place(story.done[still.done], chart.clock(still.t_s))))
    drawn = figure(still.points, size) if still.points else ""
    if picture is not None:
        data = base64.b64encode(picture).decode()
        source = f"data:image/jpeg;base64,{data}"
        drawn = (
            f'<img alt="{what}. {where}" width="{size.width}" height="{size.height}" src="{source}">{drawn}'
        )
    return f'<figure><div class="still">{drawn}</div><figcaption>{what}<span>{where}</span></figcaption></figure>'


def _unseen(wording: Wording) -> str:
    unseen = wording.unseen()
    return _section(wording.words("coach.film.unseen"), _list(unseen), "soft") if unseen else ""


def _advice(wording: Wording) -> str:
    doubts, advice = wording.doubts(), wording.advice()
    told = f'<section class="advice">{_list(doubts)}</section>\n' if doubts else ""
    return told + (_section(wording.words("coach.film.advice"), _list(advice), "advice") if advice else "")


# ---------------------------------------------------------------- HTML


def _section(title: str, inside: str, kind: str = "") -> str:
    mark = f' class="{kind}"' if kind else ""
    return f"<section{mark}><h2>{escape(title)}</h2>{inside}</section>\n"


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{_items(lines)}</ul>"


def _items(lines: Iterable[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)


def _style() -> str:
    look = (parts.find(sheet).read_text("utf-8") for sheet in parts.LOOK)
    return "".join((*look, _packaged("report.css")))


def _packaged(name: str) -> str:
    return (resources.files(__package__) / name).read_text("utf-8")
