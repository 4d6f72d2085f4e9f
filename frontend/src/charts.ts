/** Draws the charts of a page from the data that stands in it. The table beside each has the same numbers. */

import * as Plot from "@observablehq/plot";

/** One value, with its error where it has one. Points of another `part` are not joined: there was a gap. */
export interface Mark {
  day: string;
  value: number;
  part: number;
  told: string;
  low?: number;
  high?: number;
}

export interface Band {
  low: number;
  high: number;
}

export interface Chart {
  kind: "bars" | "dots";
  label: string;
  unit: string;
  from: string;
  to: string;
  /** Values that the axis shows at least. */
  reach: number[];
  /** How many days a bar stands for. */
  days: number;
  series: { name: string; marks: Mark[]; band?: Band }[];
  band?: Band & { label: string };
  goal?: number;
}

/** A mark made ready to draw. */
export interface Dot extends Mark {
  at: Date;
  name: string;
  series: number;
}

/** The style sheet that Plot puts into each picture is always the same text then: the policy of the page names its hash. */
export const CLASS = "plot";
const DAY_MS = 86_400_000;
const MANY = 60;
const LEFT = 44;
const LABEL = 76; // pixels for the name of a day

/** All marks of a chart, with the series that they belong to. */
export function dots(chart: Chart): Dot[] {
  return chart.series.flatMap(({ name, marks }, series) =>
    marks.map((mark) => ({ ...mark, name, series, at: new Date(mark.day) })),
  );
}

/** The values that the upright axis must hold: the marks, their errors, the band and what the chart asks for. */
export function extent(chart: Chart): [number, number] {
  const values = dots(chart).flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const goal = chart.goal === undefined ? [] : [chart.goal];
  const bands = [chart.band, ...chart.series.map(({ band }) => band)];
  const edges = bands.flatMap((band) => (band === undefined ? [] : [band.low, band.high]));
  const all = [...values, ...goal, ...chart.reach, ...edges];
  return [Math.min(...all), Math.max(...all)];
}

/** The picture, as wide as it is told. */
export function draw(chart: Chart, width: number): SVGSVGElement | HTMLElement {
  const bars = chart.kind === "bars";
  const right = bars ? 78 : 24;
  const picture = Plot.plot({
    className: CLASS,
    ariaLabel: chart.label,
    width,
    height: bars ? 60 + 70 * chart.series.length : 220,
    marginTop: 28,
    marginLeft: LEFT,
    marginRight: right,
    marginBottom: 34,
    style: { fontSize: "13px", fontFamily: "inherit" },
    x: {
      type: "utc",
      label: null,
      domain: [new Date(chart.from), end(chart)],
      tickFormat: dayOf(chart),
      ticks: named(chart, width - LEFT - right),
    },
    y: {
      label: chart.unit,
      domain: extent(chart),
      nice: true,
      ticks: bars ? 3 : 5,
      tickFormat: (value: number) => value.toLocaleString(language()),
      grid: true,
    },
    fy: { label: null, domain: chart.series.map(({ name }) => name), padding: 0.2 },
    marks: bars ? barMarks(chart) : dotMarks(chart),
  });
  picture.setAttribute("role", "img");
  for (const part of picture.querySelectorAll<SVGElement>("[aria-label]")) name(part);
  return picture;
}

/** The parts of a picture are named for the style sheet alone: what is read out is the picture's own label, and the table. */
function name(part: SVGElement): void {
  part.dataset["part"] = part.getAttribute("aria-label") ?? "";
  part.removeAttribute("aria-label");
}

/** The days that are named: begins of weeks (or of what a bar stands for), as many as fit. */
function named(chart: Chart, inner: number): Date[] {
  const step = (chart.kind === "bars" ? chart.days : 7) * DAY_MS;
  const first = new Date(chart.from).getTime();
  const all = Math.ceil((end(chart).getTime() - first) / step);
  const every = Math.max(1, Math.ceil((all * LABEL) / inner));
  const fit = all * (1 - LABEL / 2 / inner); // the last name must not reach over the edge
  return Array.from({ length: Math.ceil(fit / every) }, (_, n) => new Date(first + n * every * step));
}

function end(chart: Chart): Date {
  return new Date(new Date(chart.to).getTime() + DAY_MS);
}

/** A day as the axis writes it: with the year where years are shown. */
function dayOf(chart: Chart): (day: Date) => string {
  const long = end(chart).getTime() - new Date(chart.from).getTime() > 400 * DAY_MS;
  const how: Intl.DateTimeFormatOptions = long
    ? { month: "short", year: "numeric" }
    : { day: "numeric", month: "short" };
  const format = new Intl.DateTimeFormat(language(), { ...how, timeZone: "UTC" });
  return (day) => format.format(day);
}

function language(): string {
  return document.documentElement.lang || "en";
}

function barMarks(chart: Chart): Plot.Markish[] {
  const all = dots(chart);
  const last = end(chart).getTime(); // a week that is not over reaches as far as it has come
  const goal = chart.goal;
  return [
    Plot.rectY(all, {
      x1: "at",
      x2: ({ at }: Dot) => new Date(Math.min(at.getTime() + chart.days * DAY_MS, last)),
      y: "value",
      fy: "name",
      fill: ({ series }: Dot) => (series === 0 ? "var(--main)" : "var(--soft)"),
      insetLeft: 1,
      insetRight: 1,
    }),
    ...(goal === undefined
      ? []
      : [
          Plot.ruleY([goal], {
            fy: () => chart.series[0]?.name,
            stroke: "var(--ink)",
            strokeDasharray: "2 4",
          }),
        ]),
    Plot.ruleY([0], { stroke: "var(--soft)" }),
  ];
}

function dotMarks(chart: Chart): Plot.Markish[] {
  const all = dots(chart);
  const many = all.length > MANY;
  const errors = all.filter(({ low }) => low !== undefined);
  return [
    ...(chart.band
      ? [Plot.rectY([chart.band], { y1: "low", y2: "high", fill: "var(--line)", fillOpacity: 0.6 })]
      : []),
    ...chart.series.flatMap(({ band }, n) => (band === undefined ? [] : ownBand(band, n))),
    ...(chart.goal === undefined
      ? []
      : [Plot.ruleY([chart.goal], { stroke: "var(--ink)", strokeDasharray: "2 4" })]),
    ...(errors.length ? errorMarks(errors) : []),
    ...chart.series.flatMap((_, n) =>
      curve(
        all.filter(({ series }) => series === n),
        n,
        many,
      ),
    ),
    Plot.tip(all, Plot.pointer({ x: "at", y: "value", title: ({ name, told }: Dot) => `${name}: ${told}` })),
  ];
}

/** The first series' band is filled, the second's lies between two dashed lines: where they overlap both can be told. */
function ownBand(band: Band, series: number): Plot.Markish[] {
  if (series === 0)
    return [Plot.rectY([band], { y1: "low", y2: "high", fill: "var(--line)", fillOpacity: 0.6 })];
  return [
    Plot.ruleY([band.low, band.high], { stroke: "var(--ink)", strokeDasharray: "5 4", strokeOpacity: 0.6 }),
  ];
}

function errorMarks(marks: Dot[]): Plot.Markish[] {
  return [Plot.ruleX(marks, { x: "at", y1: "low", y2: "high", stroke: "var(--soft)", strokeWidth: 2 })];
}

/** The first series is full dots on a line, the second rings on a dashed one: told apart without any colour. */
function curve(marks: Dot[], series: number, many: boolean): Plot.Markish[] {
  const stroke = series === 1 ? "var(--ink)" : "var(--main)";
  const fill = series === 1 ? "none" : stroke;
  const size = (series === 1 ? 6 : 3.5) * (many ? 0.5 : 1);
  const dash = series === 1 ? { strokeDasharray: "5 4" } : {};
  return [
    Plot.lineY(marks, { x: "at", y: "value", z: "part", stroke, strokeWidth: many ? 1 : 1.75, ...dash }),
    Plot.dot(marks, { x: "at", y: "value", stroke, fill, r: size, strokeWidth: many ? 1 : 1.75 }),
  ];
}

/** Draws the chart of a figure, again whenever its width changes. */
function show(figure: HTMLElement): void {
  const chart = JSON.parse(figure.dataset["chart"] ?? "") as Chart;
  let width = 0;
  new ResizeObserver(() => {
    if (figure.clientWidth === width || figure.clientWidth === 0) return;
    width = figure.clientWidth;
    figure.querySelector(`.${CLASS}`)?.remove();
    figure.prepend(draw(chart, width));
  }).observe(figure);
}

if (typeof document !== "undefined") {
  for (const figure of document.querySelectorAll<HTMLElement>("[data-chart]")) show(figure);
}
