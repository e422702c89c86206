'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const SURE = ['high', 'medium', 'low'];
  const findings = data.findings
    .map((finding, i) => ({ ...finding, i }))
    .sort((a, b) => SURE.indexOf(a.confidence) - SURE.indexOf(b.confidence) || a.i - b.i);
  const rules = new Map(data.rules.map((rule) => [rule.id, rule]));
  const $ = (id) => document.getElementById(id);

  // ---- Building the page: text of the program only ever becomes a text node. ----

  const LONGEST = 2000;
  const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu;

  /** Characters that would hide or turn around other text are shown as escapes. */
  function shown(text) {
    const safe = String(text).replace(HIDDEN, (c) =>
      c === '\n' || c === '\t' ? c : '\\u' + c.codePointAt(0).toString(16).padStart(4, '0'));
    return safe.length > LONGEST ? safe.slice(0, LONGEST) + '…' : safe;
  }

  function el(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    for (const child of children.flat()) {
      if (child !== null && child !== undefined && child !== '') {
        element.append(child instanceof Node ? child : document.createTextNode(shown(child)));
      }
    }
    return element;
  }

  /** Text with the parts between backticks as code. */
  function prose(text) {
    return String(text || '').split('`').map((part, i, all) =>
      i % 2 === 1 && i < all.length - 1 ? el('code', '', part) : i % 2 === 1 ? '`' + part : part);
  }

  const sitePlace = (site) => fileName(site) + (site.line ? ':' + site.line : '');
  const fileName = (site) => site.path.slice(site.path.lastIndexOf('/') + 1);
  /** A dotted name that a line may break after each dot. */
  const dotted = (name) => name.split('.').flatMap((part, i) => (i ? ['.', el('wbr'), part] : [part]));
  const simple = (name) => name.slice(name.lastIndexOf('.') + 1).replaceAll('$', '.');
  const holding = (site) =>
    site.guards.length ? 'holding ' + site.guards.join(' and ') : 'holding no lock';
  const says = (site) => (site.role ? site.role + ', ' : '') + holding(site);
  const packageOf = (finding) => finding.package || '(no package)';

  // ---- Filters. ----

  const FACETS = [
    { name: 'Confidence', of: (f) => f.confidence, order: SURE },
    { name: 'Rule', of: (f) => f.rule, order: data.rules.map((rule) => rule.id) },
    { name: 'Package', of: packageOf, order: [] },
  ];
  let words = [];

  const haystacks = findings.map((f) =>
    [f.rule, f.title, f.happens, f.fix, f.fingerprint, f.subject.owner, f.subject.name,
      ...f.sites.flatMap((s) => [s.path, s.class, s.method, sitePlace(s), ...s.guards]),
      ...f.evidence.map((e) => e.text)].join('\n').toLowerCase());

  function makeFacet(facet) {
    facet.chosen = new Set();
    facet.labels = new Map();
    facet.values = findings.map(facet.of);
    const counts = new Map();
    facet.values.forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
    const rank = (value) => (facet.order.indexOf(value) + facet.order.length + 1) % (facet.order.length + 1);
    const values = [...counts.keys()].sort((a, b) =>
      facet.order.length ? rank(a) - rank(b) : counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
    const box = el('fieldset', '', el('legend', '', facet.name));
    for (const value of values) {
      const input = el('input');
      input.type = 'checkbox';
      input.addEventListener('change', () => {
        input.checked ? facet.chosen.add(value) : facet.chosen.delete(value);
        filter();
      });
      const number = el('span', 'n');
      const label = el('label', '', input, el('span', '', dotted(value)), number);
      facet.labels.set(value, { label, input, number });
      box.append(label);
    }
    return box;
  }

  function filter() {
    const passes = FACETS.map((facet) => (i) => !facet.chosen.size || facet.chosen.has(facet.values[i]));
    const counts = FACETS.map(() => new Map());
    visible = [];
    for (let i = 0; i < findings.length; i++) {
      const found = words.every((word) => haystacks[i].includes(word));
      const passed = passes.map((pass) => pass(i));
      FACETS.forEach((facet, n) => {
        if (found && passed.every((ok, m) => ok || m === n)) {
          counts[n].set(facet.values[i], (counts[n].get(facet.values[i]) || 0) + 1);
        }
      });
      const ok = found && passed.every(Boolean);
      rows[i].hidden = !ok;
      if (ok) visible.push(i);
    }
    FACETS.forEach((facet, n) => facet.labels.forEach(({ label, number }, value) => {
      const count = counts[n].get(value) || 0;
      number.textContent = count;
      label.classList.toggle('none', count === 0);
    }));
    const all = findings.length;
    $('count').textContent = visible.length === all
      ? all + (all === 1 ? ' finding' : ' findings')
      : visible.length + ' of ' + all + ' findings';
    if (!visible.includes(selected)) select(visible.length ? visible[0] : -1);
  }

  function clear() {
    $('search').value = '';
    words = [];
    FACETS.forEach((facet) => {
      facet.chosen.clear();
      facet.labels.forEach(({ input }) => { input.checked = false; });
    });
    filter();
  }

  // ---- The list. ----

  let visible = [];
  let selected = -1;
  const rows = findings.map((finding, i) => {
    const primary = finding.sites[0];
    const row = el('li', '',
      el('div', 'top',
        el('span', 'place', sitePlace(primary)),
        el('span', 'sure ' + finding.confidence, finding.confidence)),
      el('div', 'title', prose(finding.title)),
      el('div', 'rule', finding.rule));
    row.id = 'row-' + i;
    row.setAttribute('role', 'option');
    row.setAttribute('aria-selected', 'false');
    row.addEventListener('click', () => select(i));
    return row;
  });

  function select(i) {
    if (selected >= 0) rows[selected].setAttribute('aria-selected', 'false');
    selected = i;
    if (i < 0) {
      $('rows').removeAttribute('aria-activedescendant');
      $('detail').replaceChildren(nothing());
      return;
    }
    rows[i].setAttribute('aria-selected', 'true');
    rows[i].scrollIntoView({ block: 'nearest' });
    $('rows').setAttribute('aria-activedescendant', rows[i].id);
    $('detail').replaceChildren(...detail(findings[i]));
    $('detail').scrollTop = 0;
    if (findings[i].fingerprint) {
      try {
        history.replaceState(null, '', '#' + link(findings[i]));
      } catch (e) {
        // A page from a file may not be allowed to; the link is a convenience.
      }
    }
  }

  function link(finding) {
    return encodeURIComponent(finding.fingerprint || '');
  }

  function move(by) {
    if (!visible.length) return;
    const at = visible.indexOf(selected);
    select(visible[Math.min(Math.max(at + by, 0), visible.length - 1)]);
  }

  function nothing() {
    return findings.length
      ? el('p', 'empty', el('strong', '', 'Nothing matches'), 'Esc clears the search and the filters.')
      : el('p', 'empty', el('strong', '', 'No findings'), data.summary);
  }

  // ---- One finding. ----

  function section(title, ...content) {
    const parts = content.flat().filter(Boolean);
    return parts.length ? [el('h3', '', title), ...parts] : [];
  }

  function detail(finding) {
    const primary = finding.sites[0];
    const parts = [
      el('p', 'crumbs',
        el('span', 'sure ' + finding.confidence, finding.confidence + ' confidence'),
        el('span', '', finding.rule),
        el('span', 'where', primary.path + (primary.line ? ':' + primary.line : ''))),
      el('h2', '', prose(finding.title)),
    ];
    if (finding.happens) parts.push(el('p', 'happens', prose(finding.happens)));
    parts.push(
      ...section('How it happens', lanes(finding)),
      ...section(finding.sites.length > 1 ? 'The places' : 'The place', places(finding)),
      ...section('Why both run at the same time', evidence(finding)),
      ...section('Assuming', items(finding.assumptions)),
      ...section('Fix', finding.fix ? el('p', 'fix', prose(finding.fix)) : null));
    const rule = rules.get(finding.rule);
    if (rule) parts.push(about(rule));
    parts.push(el('p', 'print', finding.subject.kind ? finding.subject.kind + ' ' : '',
      el('code', '', finding.subject.owner + '.' + (finding.subject.name || '?')),
      finding.fingerprint ? ' · fingerprint ' : '', el('code', '', finding.fingerprint || '')));
    return parts;
  }

  function items(texts) {
    return texts.length ? el('ul', 'plain', texts.map((text) => el('li', '', prose(text)))) : null;
  }

  function evidence(finding) {
    const known = finding.evidence.filter((e) => e.text);
    return known.length
      ? el('ul', 'plain', known.map((e) => el('li', '', el('span', 'kind', e.kind), prose(e.text))))
      : null;
  }

  /** Two lanes, time downwards; a lane is drawn through from its first step to its last. */
  function lanes(finding) {
    const { turns, threads } = finding.interleaving;
    if (!turns.length) return null;
    const grid = el('div', 'lanes');
    grid.setAttribute('role', 'table');
    grid.append(el('span'));
    const range = ['A', 'B'].map((thread, n) => {
      grid.append(el('div', 'head ' + 'ab'[n], 'Thread ' + thread, el('small', '', threads[n] || '')));
      const own = turns.flatMap((turn, i) => (turn.thread === thread ? [i] : []));
      return [own[0], own[own.length - 1]];
    });
    turns.forEach((turn, i) => {
      grid.append(el('div', 'no', String(i + 1)));
      ['A', 'B'].forEach((thread, n) => grid.append(cell(finding, turn, i, thread, range[n])));
    });
    return grid;
  }

  function cell(finding, turn, i, thread, [first, last]) {
    const box = el('div', 'cell ' + thread.toLowerCase());
    if (i >= first && i <= last && first !== last) box.classList.add('open');
    if (i === first) box.classList.add('start');
    if (i === last) box.classList.add('stop');
    if (turn.thread !== thread) return box;
    box.classList.add('step');
    const card = el('div', 'card');
    const site = finding.sites[turn.site];
    if (site && site.line) card.append(jump(turn.site, site, finding));
    card.append(document.createTextNode(shown(turn.step || '')));
    box.append(card);
    if (turn.loss) {
      box.classList.add('lost');
      box.append(el('div', 'loss', turn.loss));
    }
    return box;
  }

  function jump(index, site, finding) {
    const same = site.path === finding.sites[0].path;
    const button = el('button', 'at', same ? 'line ' + site.line : sitePlace(site));
    button.type = 'button';
    button.addEventListener('click', () => {
      const line = document.querySelector('[data-site~="' + index + '"]');
      if (!line) return;
      document.querySelectorAll('.lit').forEach((lit) => lit.classList.remove('lit'));
      line.classList.add('lit');
      line.scrollIntoView({ block: 'center' });
    });
    return button;
  }

  function places(finding) {
    const told = new Set(finding.excerpts.flatMap((excerpt) => excerpt.sites));
    const figures = finding.excerpts.map((excerpt) => figure(finding, excerpt));
    finding.sites.forEach((site, i) => {
      if (!told.has(i)) figures.push(bare(site, i));
    });
    return figures;
  }

  function bare(site, i) {
    const box = el('figure', '',
      el('figcaption', '', site.path + (site.line ? ':' + site.line : '')),
      el('p', 'bare', el('code', '', simple(site.class) + '.' + site.method), ' — ', says(site)),
      through(site));
    box.dataset.site = String(i);
    return box;
  }

  function through(site) {
    if (!site.trace.length) return null;
    const calls = site.trace.map((call) =>
      simple(call.class) + '.' + call.method + ' at ' + sitePlace(call));
    return el('p', 'through', 'through ' + calls.join(', then '));
  }

  function figure(finding, excerpt) {
    const lines = excerpt.code.split('\n').map((line) => line.replaceAll('\t', '    '));
    const margin = Math.min(...lines.filter((l) => l.trim()).map((l) => l.length - l.trimStart().length));
    const source = el('div', 'source');
    const state = { comment: false };
    lines.forEach((line, i) => {
      const number = excerpt.first + i;
      const here = excerpt.sites.filter((s) => finding.sites[s].line === number);
      const text = line.slice(margin);
      const row = el('div', here.length ? 'hit' : '',
        el('span', 'ln', String(number)), el('span', 'tx', colored(text, state)));
      source.append(row);
      if (here.length) row.dataset.site = here.join(' ');
      const indent = ' '.repeat(text.length - text.trimStart().length);
      here.forEach((s) => source.append(el('div', 'hit note',
        el('span', 'ln'), el('span', 'tx', indent, el('b', '', '▲ ' + says(finding.sites[s]))))));
    });
    const owner = finding.sites[excerpt.sites[0]];
    return el('figure', '',
      el('figcaption', '', excerpt.path + ' — ' + simple(owner.class) + '.' + owner.method),
      source, excerpt.sites.map((s) => through(finding.sites[s])));
  }

  const TOKEN = new RegExp([
    '(?<c>//.*|/\\*.*?(?:\\*/|$))',
    '(?<s>"(?:\\\\.|[^"\\\\])*"?|\'(?:\\\\.|[^\'\\\\])*\'?)',
    '(?<k>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else|enum|extends|final|finally|float|for|if|implements|import|instanceof|int|interface|long|native|new|package|private|protected|public|record|return|sealed|short|static|super|switch|synchronized|this|throw|throws|transient|try|var|void|volatile|while|yield|true|false|null)\\b)',
    '(?<d>\\b\\d[\\w.]*)',
  ].join('|'), 'g');

  /** Just enough of Java's tokens to read by. */
  function colored(line, state) {
    if (line.length > LONGEST) return [line];
    const parts = [];
    let from = 0;
    if (state.comment || /^\s*\*( |$|\/)/.test(line)) {
      const end = line.indexOf('*/');
      state.comment = end < 0 && state.comment;
      if (end < 0) return [el('span', 'c', line)];
      from = end + 2;
      parts.push(el('span', 'c', line.slice(0, from)));
    }
    const rest = line.slice(from);
    let at = 0;
    for (const match of rest.matchAll(TOKEN)) {
      parts.push(rest.slice(at, match.index));
      const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
      parts.push(el('span', kind, match[0]));
      if (kind === 'c' && match[0].startsWith('/*') && !match[0].endsWith('*/')) state.comment = true;
      at = match.index + match[0].length;
    }
    parts.push(rest.slice(at));
    return parts;
  }

  // ---- The rule's page: the little Markdown that pages use. ----

  function about(rule) {
    const box = el('details', '', el('summary', '', 'About ', el('code', '', rule.id)));
    box.addEventListener('toggle', () => {
      if (box.open && !box.querySelector('.page')) box.append(page(rule));
    });
    return box;
  }

  function page(rule) {
    const out = el('div', 'page');
    const text = (rule.page || rule.summary || rule.title || '').replace(/^# .*\n+/, '');
    let list = null;
    text.split('```').forEach((part, i) => {
      if (i % 2 === 1) {
        out.append(el('pre', '', part.replace(/^\w*\n/, '')));
        return;
      }
      for (const line of part.split('\n')) {
        if (line.startsWith('- ')) {
          list = list || out.appendChild(el('ul'));
          list.append(el('li', '', prose(line.slice(2))));
          continue;
        }
        list = null;
        if (line.startsWith('#')) out.append(el('h4', '', prose(line.replace(/^#+ /, ''))));
        else if (line.trim()) out.append(el('p', '', prose(line)));
      }
    });
    return out;
  }

  // ---- Keys. ----

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || $('help').open) return;
    const typing = event.target === $('search');
    const key = event.key;
    if (key === 'Escape') {
      clear();
      $('search').blur();
    } else if (key === 'ArrowDown' || (!typing && key === 'j')) {
      move(1);
    } else if (key === 'ArrowUp' || (!typing && key === 'k')) {
      move(-1);
    } else if (typing) {
      if (key !== 'Enter') return;
      $('rows').focus();
    } else if (key === '/') {
      $('search').focus();
      $('search').select();
    } else if (key === '?') {
      $('help').showModal();
    } else if (key === 'Enter' && event.target === $('rows')) {
      $('detail').focus();
    } else if (key === 'Home' && event.target === $('rows')) {
      move(-findings.length);
    } else if (key === 'End' && event.target === $('rows')) {
      move(findings.length);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** In the text of a finding the arrows scroll, as everywhere. */
  function scrolls(event) {
    return (event.key === 'ArrowDown' || event.key === 'ArrowUp') && $('detail').contains(event.target);
  }

  // ---- Start. ----

  $('summary').textContent = shown(data.summary);
  $('summary').title = $('summary').textContent;
  $('facets').append(...FACETS.map(makeFacet));
  $('facets').hidden = findings.length === 0;
  $('rows').append(...rows);
  if (data.diagnostics.length) {
    const box = el('details', 'unread',
      el('summary', '', 'What could not be read'),
      el('ul', 'plain', data.diagnostics.map((line) => el('li', '', line))));
    $('facets').append(box);
  }
  document.addEventListener('keydown', (event) => scrolls(event) || onKey(event));
  $('keys').addEventListener('click', () => $('help').showModal());
  $('search').addEventListener('input', () => {
    words = $('search').value.toLowerCase().split(/\s+/).filter(Boolean);
    filter();
  });
  const wanted = location.hash.slice(1);
  const linked = findings.findIndex((finding) => wanted && link(finding) === wanted);
  filter();
  if (linked >= 0) select(linked);
})();
