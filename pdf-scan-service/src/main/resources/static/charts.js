const SVG = 'http://www.w3.org/2000/svg';

/** Draws how long each operation took: p50 as a bar, what p95 takes more behind it. The table says the same in figures. */
export function drawOperations(place, operations) {
  if (operations.length === 0) {
    place.replaceChildren();
    return;
  }
  const width = 640;
  const row = 26;
  const left = 140;
  const longest = Math.max(...operations.map((one) => one.p95_ms), 0.001);
  const svg = chart(width, row * operations.length + 4, 'Duration of operations: the median, and the 95th percentile behind it');
  operations.forEach((one, i) => {
    const y = row * i + 4;
    const span = width - left - 150;
    text(svg, left - 8, y + 14, one.operation, 'end');
    bar(svg, left, y, Math.max(1, (one.p95_ms / longest) * span), 'bar tail');
    bar(svg, left, y, Math.max(1, (one.p50_ms / longest) * span), 'bar');
    text(svg, left + (one.p95_ms / longest) * span + 8, y + 14, `${millis(one.p50_ms)} / ${millis(one.p95_ms)}`, 'start');
  });
  place.replaceChildren(svg);
}

/** Draws connections in use and callers waiting over the last minutes. */
export function drawPool(place, samples) {
  const width = 640;
  const height = 120;
  const highest = Math.max(1, ...samples.map((one) => Math.max(one.max, one.waiting)));
  const latest = samples[samples.length - 1];
  const svg = chart(width, height + 24, `Connections in use: ${latest.used} of ${latest.max}; callers waiting: ${latest.waiting}`);
  const x = (i) => 30 + (i * (width - 40)) / Math.max(1, samples.length - 1);
  const y = (value) => height - (value * (height - 10)) / highest;
  line(svg, [[30, y(0)], [width - 10, y(0)]], 'axis');
  text(svg, 24, y(0) + 4, '0', 'end');
  text(svg, 24, y(highest) + 8, String(highest), 'end');
  line(svg, samples.map((one, i) => [x(i), y(one.used)]), 'used');
  line(svg, samples.map((one, i) => [x(i), y(one.waiting)]), 'waiting');
  text(svg, 30, height + 18, `in use ${latest.used} of ${latest.max} (solid), waiting ${latest.waiting} (dashed)`, 'start');
  place.replaceChildren(svg);
}

export function millis(value) {
  return value < 10 ? `${value.toFixed(1)} ms` : value < 10000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

function chart(width, height, label) {
  const svg = element('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label });
  return svg;
}

function bar(svg, x, y, width, kind) {
  svg.append(element('rect', { x, y, width, height: 18, class: kind }));
}

function line(svg, points, kind) {
  svg.append(element('polyline', { points: points.map((point) => point.join(',')).join(' '), class: kind }));
}

function text(svg, x, y, content, anchor) {
  const node = element('text', { x, y, 'text-anchor': anchor });
  node.textContent = content;
  svg.append(node);
}

function element(name, attributes) {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  return node;
}
