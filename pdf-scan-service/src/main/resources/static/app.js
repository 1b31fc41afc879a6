import { drawOperations, drawPool, millis } from './charts.js';
import { uploads } from './uploads.js';

const PAGE = 20;
const SOON = 1000;
const LATER = 3000;
const SAMPLES = 120;

const byId = (id) => document.getElementById(id);
const state = { offset: 0, total: 0, opened: null, statuses: new Map(), pool: [], unfinished: true, down: false };

async function get(path) {
  const response = await fetch(path, { headers: { Accept: 'application/json' } });
  const body = await response.json();
  return { status: response.status, body };
}

function announce(text) {
  byId('announcements').textContent = text;
}

function cell(row, text, kind) {
  const node = row.insertCell();
  node.textContent = text;
  if (kind) {
    node.className = kind;
  }
  return node;
}

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

async function showDocuments() {
  const status = byId('status-filter').value;
  const answer = await get(`documents?limit=${PAGE}&offset=${state.offset}${status ? `&status=${status}` : ''}`);
  if (answer.status !== 200) {
    return;
  }
  const { documents, total } = answer.body;
  state.total = total;
  state.unfinished = documents.some((one) => one.status === 'pending' || one.status === 'processing');
  tellChanges(documents);
  const focused = document.activeElement?.dataset?.document;
  byId('documents').replaceChildren(...documents.map(documentRow));
  if (focused) {
    document.querySelector(`button[data-document="${CSS.escape(focused)}"]`)?.focus();
  }
  const first = total === 0 ? 0 : state.offset + 1;
  const range = `${first}–${Math.min(state.offset + PAGE, total)} of ${total}`;
  if (byId('range').textContent !== range) {
    byId('range').textContent = range;
  }
  byId('newer').disabled = state.offset === 0;
  byId('older').disabled = state.offset + PAGE >= total;
}

function documentRow(one) {
  const row = document.createElement('tr');
  cell(row, one.filename, 'name');
  const status = cell(row, '');
  const word = document.createElement('span');
  word.className = `status ${one.status}`;
  word.textContent = one.status;
  status.append(word);
  if (one.reason) {
    const reason = document.createElement('span');
    reason.className = 'reason';
    reason.textContent = one.reason;
    status.append(reason);
  }
  cell(row, new Date(one.upload_time).toLocaleString());
  cell(row, size(one.size), 'number');
  cell(row, one.pages ?? '', 'number');
  const action = row.insertCell();
  if (one.status === 'completed') {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Findings';
    button.setAttribute('aria-label', `Findings in ${one.filename}`);
    button.dataset.document = one.document_id;
    button.addEventListener('click', () => openFindings(one.document_id));
    action.append(button);
  }
  return row;
}

function tellChanges(documents) {
  for (const one of documents) {
    const before = state.statuses.get(one.document_id);
    if (before && before !== one.status && (one.status === 'completed' || one.status === 'failed')) {
      announce(`${one.filename}: ${one.status}${one.reason ? `. ${one.reason}` : ''}`);
    }
  }
  state.statuses = new Map(documents.map((one) => [one.document_id, one.status]));
}

async function openFindings(id) {
  const answer = await get(`findings/${encodeURIComponent(id)}`);
  if (answer.status !== 200) {
    announce(answer.body.error);
    return;
  }
  const { filename, findings, counts } = answer.body;
  state.opened = id;
  byId('findings-heading').textContent = `Findings in ${filename}`;
  byId('findings-summary').textContent = findings.length === 0 ? 'Nothing was found.' : `${findings.length} found.`;
  byId('counts').replaceChildren(...Object.entries(counts).map(([type, count]) => {
    const item = document.createElement('li');
    item.textContent = `${type}: ${count}`;
    return item;
  }));
  byId('finding-rows').replaceChildren(...findings.map((one) => {
    const row = document.createElement('tr');
    cell(row, one.finding_type);
    cell(row, one.location);
    cell(row, `${Math.round(one.confidence * 100)} %`, 'number');
    return row;
  }));
  byId('findings').hidden = false;
  byId('findings-heading').focus();
}

function closeFindings() {
  byId('findings').hidden = true;
  const button = document.querySelector(`button[data-document="${CSS.escape(state.opened ?? '')}"]`);
  (button ?? byId('main')).focus();
  state.opened = null;
}

async function showOperations() {
  const since = byId('since').value;
  const answer = await get(`metrics${since ? `?since=${since}` : ''}`);
  if (answer.status !== 200) {
    return;
  }
  const { operations } = answer.body;
  drawOperations(byId('operations-chart'), operations);
  byId('operations').replaceChildren(...operations.map((one) => {
    const row = document.createElement('tr');
    cell(row, one.operation);
    cell(row, one.count, 'number');
    for (const value of [one.average_ms, one.p50_ms, one.p95_ms, one.max_ms]) {
      cell(row, millis(value), 'number');
    }
    return row;
  }));
}

async function showHealth() {
  let health = null;
  try {
    health = (await get('health')).body;
  } catch {
    // The service itself does not answer.
  }
  const service = byId('service');
  const text = health
    ? `${health.status} · ${health.backend} · version ${health.version}${health.waiting_documents ? ` · ${health.waiting_documents} to scan` : ''}`
    : 'The service does not answer.';
  if (service.textContent !== text) {
    service.textContent = text;
  }
  service.className = `service ${health?.status ?? 'down'}`;
  const down = health?.status !== 'up';
  byId('alert').hidden = !down;
  if (down !== state.down) {
    state.down = down;
    byId('alert').textContent = down
      ? `${health ? `The backend cannot be used: ${health.description}.` : 'The service does not answer.'} Documents that were accepted are kept; this page goes on by itself.`
      : '';
    if (!down) {
      announce('The service is back.');
    }
  }
  if (health) {
    sender.limitTo(health.max_upload_bytes);
    byId('limit').textContent = health.max_upload_bytes / 1048576;
    showBackend(health);
  }
}

function showBackend(health) {
  byId('backend-text').textContent = health.description;
  const { figures } = health;
  byId('figures').replaceChildren(...Object.keys(figures).sort().map((name) => {
    const entry = document.createElement('div');
    const term = document.createElement('dt');
    term.textContent = name.replaceAll('_', ' ');
    const value = document.createElement('dd');
    value.textContent = figures[name].toLocaleString();
    entry.append(term, value);
    return entry;
  }));
  if (figures.pool_max !== undefined) {
    state.pool.push({ used: figures.pool_in_use, waiting: figures.pool_waiting, max: figures.pool_max });
    state.pool.splice(0, state.pool.length - SAMPLES);
    drawPool(byId('pool-chart'), state.pool);
  }
}

async function refresh() {
  await Promise.allSettled([showDocuments(), showOperations(), showHealth()]);
}

async function keepFresh() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(keepFresh, state.unfinished || state.down ? SOON : LATER);
}

const sender = uploads({ list: byId('uploads'), announce, changed: () => showDocuments().catch(() => {}) });
byId('files').addEventListener('change', (event) => {
  sender.add([...event.target.files]);
  event.target.value = '';
});
const drop = byId('drop');
for (const kind of ['dragenter', 'dragover']) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
}
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) {
    drop.classList.remove('over');
  }
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  if (event.dataTransfer.files.length > 0) {
    sender.add([...event.dataTransfer.files]);
  }
});
byId('status-filter').addEventListener('change', () => {
  state.offset = 0;
  showDocuments().catch(() => {});
});
byId('newer').addEventListener('click', () => {
  state.offset = Math.max(0, state.offset - PAGE);
  showDocuments().catch(() => {});
});
byId('older').addEventListener('click', () => {
  state.offset += PAGE;
  showDocuments().catch(() => {});
});
byId('since').addEventListener('change', () => showOperations().catch(() => {}));
byId('close-findings').addEventListener('click', closeFindings);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && state.opened) {
    closeFindings();
  }
});
keepFresh();
