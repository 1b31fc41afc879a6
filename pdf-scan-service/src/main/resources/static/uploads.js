const AT_ONCE = 4;
const MEGABYTE = 1024 * 1024;

/** Sends files, some at a time, and shows how far each has come. Names are put on the page as text only. */
export function uploads({ list, announce, changed }) {
  const waiting = [];
  let active = 0;
  let limit = 10 * MEGABYTE;

  function add(files) {
    for (const file of files) {
      const item = row(list, file.name);
      if (file.size > limit) {
        item.end(`larger than ${limit / MEGABYTE} MB`, true);
      } else {
        waiting.push({ file, item });
      }
    }
    announce(files.length === 1 ? `Uploading ${files[0].name}` : `Uploading ${files.length} files`);
    next();
  }

  function next() {
    while (active < AT_ONCE && waiting.length > 0) {
      active++;
      const { file, item } = waiting.shift();
      send(file, item, () => {
        active--;
        changed();
        next();
      });
    }
  }

  function send(file, item, done) {
    const body = new FormData();
    body.append('file', file);
    const request = new XMLHttpRequest();
    request.open('POST', 'upload');
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => item.progress(event.loaded, event.total));
    request.addEventListener('load', () => {
      if (request.status === 200) {
        item.end('accepted', false);
        setTimeout(item.remove, 4000);
      } else {
        item.end(request.response?.error ?? `refused (${request.status})`, true);
        announce(`${file.name}: ${request.response?.error ?? 'refused'}`);
      }
      done();
    });
    request.addEventListener('error', () => {
      item.end('the connection broke; try again', true);
      announce(`${file.name}: the connection broke`);
      done();
    });
    request.send(body);
  }

  function limitTo(bytes) {
    limit = bytes;
  }

  return { add, limitTo };
}

function row(list, name) {
  const item = document.createElement('li');
  const label = document.createElement('span');
  label.textContent = name;
  const progress = document.createElement('progress');
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute('aria-label', `Upload of ${name}`);
  const outcome = document.createElement('span');
  outcome.className = 'outcome';
  outcome.textContent = 'waiting';
  item.append(label, progress, outcome);
  list.prepend(item);
  return {
    progress(loaded, total) {
      progress.value = total > 0 ? loaded / total : 0;
      outcome.textContent = `${Math.round(progress.value * 100)} %`;
    },
    end(text, bad) {
      progress.value = bad ? 0 : 1;
      outcome.textContent = text;
      outcome.classList.toggle('bad', bad);
    },
    remove() {
      item.remove();
    },
  };
}
