// The drawings by name: rows of the API in, an element out. Colours are those of the style sheet, so that they follow
// light and dark.
import * as Plot from "@observablehq/plot";
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { geoNaturalEarth1 } from "d3-geo";
import { feature, mesh } from "topojson-client";
import world from "world-atlas/countries-110m.json";

const KINDS = [
  ["verbal_cooperation", "cooperation in words", "var(--vc)", 1],
  ["material_cooperation", "cooperation in deeds", "var(--mc)", 1],
  ["verbal_conflict", "conflict in words", "var(--vf)", -1],
  ["material_conflict", "conflict in deeds", "var(--mf)", -1],
];
const QUADS = { VC: KINDS[0], MC: KINDS[1], VF: KINDS[2], MF: KINDS[3] };
const colors = { domain: KINDS.map((k) => k[1]), range: KINDS.map((k) => k[2]) };

/** A date of any precision as the first day it may be. */
const day = (date) => new Date(`${date}${"-01-01".slice(date.length - 4)}T00:00:00Z`);

/** A click on a mark leads where a link of the list below would. */
function leading(plot, address) {
  plot.addEventListener("click", () => plot.value && location.assign(address(plot.value)));
  return plot;
}

const common = { style: { color: "var(--ink)", background: "transparent" } };

function parts(row) {
  return KINDS.map(([column, kind, , sign]) => ({ ...row, kind, n: sign * row[column] })).filter((p) => p.n !== 0);
}

/** Cooperation upwards and conflict downwards by month, with the mean intensity. */
function curve(rows, width) {
  if (!rows.length) return null;
  const months = rows.map((row) => ({ ...row, at: day(row.month) })).sort((a, b) => a.at - b.at);
  const bars = months.flatMap(parts);
  const highest = Math.max(1, ...months.map((m) => Math.max(m.verbal_cooperation + m.material_cooperation, m.verbal_conflict + m.material_conflict)));
  // PLOVER's intensities go from -10 to 10.
  const line = months.filter((m) => m.intensity !== null).map((m) => ({ at: m.at, n: (m.intensity / 10) * highest, intensity: m.intensity }));
  const shape = { ...common, width, color: colors, x: { type: "utc", label: null } };
  return Plot.plot({
    ...shape,
    height: 260,
    y: { label: "engagements", grid: true, tickFormat: (n) => Math.abs(n), domain: [-highest, highest], nice: true },
    marks: [
      Plot.rectY(bars, { x: "at", y: "n", fill: "kind", interval: "month", tip: true, title: (b) => `${b.month}\n${b.kind}: ${Math.abs(b.n)}` }),
      Plot.ruleY([0], { stroke: "currentColor" }),
      Plot.lineY(line, { x: "at", y: "n", stroke: "currentColor", strokeWidth: 1.5, curve: "monotone-x" }),
      Plot.dot(line, { x: "at", y: "n", r: 2, fill: "currentColor", title: (p) => `mean intensity ${p.intensity.toFixed(1)}` }),
    ],
  });
}

/** Each engagement a dot on its day. */
function timeline(rows, width) {
  const dots = rows
    .filter((row) => row.date)
    .map((row) => ({ ...row, at: day(row.date), kind: QUADS[row.quad]?.[1] ?? "neither" }));
  if (!dots.length) return null;
  const plot = Plot.plot({
    ...common,
    width,
    height: 150,
    marginLeft: 140,
    x: { type: "utc", label: null, grid: true },
    y: { label: null, domain: KINDS.map((k) => k[1]).concat("neither").filter((k) => dots.some((d) => d.kind === k)) },
    color: { domain: colors.domain.concat("neither"), range: colors.range.concat("var(--quiet)") },
    marks: [
      Plot.dot(dots, {
        x: "at",
        y: "kind",
        fill: "kind",
        r: 4,
        fillOpacity: 0.7,
        tip: true,
        title: (d) => `${d.date} ${d.type}\n${d.persons.join(", ")}\n${d.place ?? ""}`,
      }),
    ],
  });
  return leading(plot, (d) => `/engagements/${encodeURIComponent(d.id)}`);
}

/** Bars of pairs by the kinds of their engagements. */
function pairs(rows, width) {
  if (!rows.length) return null;
  const name = (row) => `${row.party}–${row.other}`;
  const bars = rows.flatMap((row) => parts(row).map((part) => ({ pair: name(row), kind: part.kind, n: Math.abs(part.n) })));
  return Plot.plot({
    ...common,
    width,
    height: 40 + 20 * rows.length,
    marginLeft: Math.min(160, 12 + 7 * Math.max(...rows.map((row) => name(row).length))),
    color: colors,
    x: { label: "engagements", grid: true },
    y: { label: null, domain: rows.map(name) },
    marks: [Plot.barX(bars, { x: "n", y: "pair", fill: "kind", tip: true, title: (b) => `${b.pair}\n${b.kind}: ${b.n}` })],
  });
}

/** Bars of topics. */
function topics(rows, width) {
  if (!rows.length) return null;
  return Plot.plot({
    ...common,
    width,
    height: 40 + 20 * rows.length,
    marginLeft: 130,
    x: { label: "engagements", grid: true },
    y: { label: null, domain: rows.map((row) => row.topic) },
    marks: [Plot.barX(rows, { x: "engagements", y: "topic", fill: "var(--vc)", tip: true })],
  });
}

/** Places on the outlines of the world. */
function map(rows, width) {
  const places = rows.filter((row) => row.lat !== null && row.lon !== null);
  if (!places.length) return null;
  const plot = Plot.plot({
    ...common,
    width,
    height: width * 0.5,
    projection: { type: () => geoNaturalEarth1(), domain: { type: "Sphere" } },
    r: { range: [1.5, Math.max(8, width / 40)] },
    marks: [
      Plot.geo(feature(world, world.objects.land), { fill: "var(--raised)", stroke: "var(--line)" }),
      Plot.geo(mesh(world, world.objects.countries, (a, b) => a !== b), { stroke: "var(--line)", strokeWidth: 0.5 }),
      Plot.dot(places, {
        x: "lon",
        y: "lat",
        r: "engagements",
        fill: "var(--vf)",
        fillOpacity: 0.45,
        stroke: "var(--vf)",
        tip: true,
        title: (p) => `${p.place}\n${p.engagements} engagements`,
      }),
    ],
  });
  return leading(plot, (p) => `/engagements?place=${encodeURIComponent(p.place)}`);
}

/** Parties joined by what they had with each other. */
function network(rows, width) {
  if (!rows.length) return null;
  const height = Math.min(700, Math.max(360, width * 0.7));
  const weight = new Map();
  for (const { party, other, engagements } of rows)
    for (const code of [party, other]) weight.set(code, (weight.get(code) ?? 0) + engagements);
  const heaviest = Math.max(...weight.values());
  const nodes = [...weight].map(([id, n]) => ({ id, n, r: 3 + (width / 32) * Math.sqrt(n / heaviest) }));
  const most = Math.max(...rows.map((row) => row.engagements));
  const links = rows.map((row) => ({ source: row.party, target: row.other, n: row.engagements }));
  // The simulation draws no lots, so that the same rows give the same picture.
  const simulation = forceSimulation(nodes)
    .force("link", forceLink(links).id((node) => node.id).distance(70))
    .force("charge", forceManyBody().strength(-140))
    .force("middle", forceCenter(width / 2, height / 2))
    .force("x", forceX(width / 2).strength(0.08))
    .force("y", forceY(height / 2).strength(0.12))
    .force("apart", forceCollide((node) => node.r + 8))
    .stop();
  simulation.tick(250);
  for (const node of nodes) {
    node.x = Math.max(24, Math.min(width - 24, node.x));
    node.y = Math.max(16, Math.min(height - 16, node.y));
  }
  const plot = Plot.plot({
    ...common,
    width,
    height,
    margin: 0,
    x: { axis: null, domain: [0, width] },
    y: { axis: null, domain: [height, 0] },
    r: { type: "identity" },
    marks: [
      Plot.link(links, {
        x1: (l) => l.source.x, y1: (l) => l.source.y, x2: (l) => l.target.x, y2: (l) => l.target.y,
        stroke: "var(--vc)", strokeOpacity: 0.45, strokeWidth: (l) => 1 + (6 * l.n) / most,
      }),
      Plot.dot(nodes, { x: "x", y: "y", r: "r", fill: "var(--link)", stroke: "var(--paper)" }),
      Plot.text(nodes, { x: "x", y: (n) => n.y - n.r - 7, text: "id", fill: "currentColor", stroke: "var(--paper)", strokeWidth: 3 }),
      Plot.tip(nodes, Plot.pointer({ x: "x", y: "y", title: (n) => `${n.id}\n${n.n} engagements` })),
    ],
  });
  return leading(plot, (n) => `/parties/${encodeURIComponent(n.id)}`);
}

export const drawings = { curve, timeline, pairs, topics, map, network };
