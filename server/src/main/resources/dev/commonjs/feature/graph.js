'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const editor = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : undefined;
  const element = (id) => document.getElementById(id);
  const styles = getComputedStyle(document.documentElement);
  const color = (name) => styles.getPropertyValue(`--${name}`).trim();

  const LINE = 22; // the height of a node
  const LETTER = 6.7; // the width of most letters of a label
  const LONGEST = 34; // letters of a label in the overview
  const GAP = 8;
  const HEAD = 32; // above the nodes of a folder, for its name
  const PAD = 14;

  // ------------------------------------------------------------ the graph

  const { nodes, edges, cycles, root } = data;
  const out = nodes.map(() => []);
  const into = nodes.map(() => []);
  edges.forEach((edge, i) => {
    out[edge.from].push(i);
    into[edge.to].push(i);
  });
  const inCycle = new Set(cycles.flat());

  const shows = (i) =>
    nodes[i].kind === 'module' ||
    element({ package: 'packages', builtin: 'builtins', unresolved: 'unresolved' }[nodes[i].kind]).checked;

  /** Nodes with how many steps they are away from `start`, below zero where they lead to it. */
  function around(start, depth) {
    const found = new Map([[start, 0]]);
    const walk = (lists, end, sign) => {
      let reached = [start];
      for (let step = 1; step <= depth; step++) {
        const next = [];
        for (const edge of reached.flatMap((i) => lists[i])) {
          const node = edges[edge][end];
          if (!found.has(node) && shows(node)) {
            found.set(node, sign * step);
            next.push(node);
          }
        }
        reached = next;
      }
    };
    walk(out, 'to', 1);
    walk(into, 'from', -1);
    return found;
  }

  // ------------------------------------------------------------ places

  const short = (text) => (text.length > LONGEST ? `…${text.slice(1 - LONGEST)}` : text);
  const width = (label) => Math.ceil(label.length * LETTER) + 16;

  /** A name without what its frame says already. */
  const within = (folder, name) =>
    folder !== '' && name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : name;

  const WIDE = 1.5; // how much wider than high the whole should be

  /** Rows of boxes, no wider than `most`; each box is told where it is. */
  function shelves(boxes, most) {
    let x = 0;
    let y = 0;
    let row = 0;
    let w = 0;
    for (const box of boxes) {
      if (x > 0 && x + box.w > most) {
        x = 0;
        y += row + GAP;
        row = 0;
      }
      box.x = x;
      box.y = y;
      x += box.w + GAP;
      row = Math.max(row, box.h);
      w = Math.max(w, x - GAP);
    }
    return { w, h: y + row };
  }

  /** The rows that leave the least room empty. */
  function packed(boxes) {
    const area = boxes.reduce((sum, box) => sum + (box.w + GAP) * (box.h + GAP), 0);
    const size = ({ w, h }) => Math.max(w / WIDE, h);
    const best = [1.2, 1.5, 1.8, 2.2, 2.7, 3.3]
      .map((factor) => Math.sqrt(area * factor))
      .reduce((a, b) => (size(shelves(boxes, b)) < size(shelves(boxes, a)) ? b : a));
    return shelves(boxes, best);
  }

  /** Names in columns, read downwards. */
  function columns(list, labelOf) {
    const labels = list.map((i) => short(labelOf(nodes[i].name)));
    const w = Math.max(...labels.map(width));
    const rows = Math.max(1, Math.ceil(Math.sqrt((list.length * (w + GAP)) / (LINE + GAP) / 1.8)));
    const boxes = list.map((node, i) => ({
      node,
      label: labels[i],
      w,
      h: LINE,
      x: Math.floor(i / rows) * (w + GAP),
      y: (i % rows) * (LINE + GAP),
    }));
    const count = Math.ceil(list.length / rows);
    return { boxes, w: count * (w + GAP) - GAP, h: Math.min(rows, list.length) * (LINE + GAP) - GAP };
  }

  /** A frame with its nodes, and the frames in it, below each other. */
  function frame(name, title, list, frames) {
    const own = list.length > 0 ? columns(list, (n) => within(name, n)) : undefined;
    const inner = [...frames].sort((a, b) => b.h - a.h);
    const rows = inner.length > 0 ? packed(inner) : { w: 0, h: 0 };
    const above = own === undefined ? 0 : own.h + (inner.length > 0 ? GAP : 0);
    return {
      title,
      own,
      inner,
      above,
      w: Math.max(own?.w ?? 0, rows.w, short(title).length * 9) + 2 * PAD,
      h: HEAD + above + rows.h + PAD,
    };
  }

  const folderFrame = (folder, outer) =>
    frame(
      folder.name,
      within(outer, folder.name),
      folder.modules,
      folder.folders.map((inner) => folderFrame(inner, folder.name)),
    );

  function overview() {
    const elements = [];
    const put = (box, x, y) => {
      elements.push({
        group: 'nodes',
        data: { id: `f${elements.length}`, label: short(box.title), w: box.w, h: box.h },
        position: { x: x + box.w / 2, y: y + box.h / 2 },
        classes: 'frame',
        selectable: false,
        grabbable: false,
        pannable: true,
      });
      (box.own?.boxes ?? []).forEach((one) =>
        elements.push(drawn(one.node, one.label, one.w, x + PAD + one.x + one.w / 2, y + HEAD + one.y + LINE / 2)),
      );
      box.inner.forEach((inner) => put(inner, x + PAD + inner.x, y + HEAD + box.above + inner.y));
    };
    const top = root.folders.map((folder) => folderFrame(folder, ''));
    if (root.modules.length > 0) {
      top.push(frame('', '/', root.modules, []));
    }
    top.sort((a, b) => b.h - a.h);
    for (const [kind, title] of [
      ['package', 'packages'],
      ['builtin', 'built into Node'],
      ['unresolved', 'unresolved'],
    ]) {
      const list = [...nodes.keys()].filter((i) => nodes[i].kind === kind && shows(i));
      if (list.length > 0) {
        top.push(frame('', title, list, []));
      }
    }
    packed(top);
    top.forEach((box) => put(box, box.x, box.y));
    return elements;
  }

  /** The focus in the middle, what leads to it on the left, where it leads on the right. */
  function neighbourhood(start, depth) {
    const steps = around(start, depth);
    const elements = [];
    let x = 0;
    for (let step = -depth; step <= depth; step++) {
      const list = [...steps.keys()].filter((i) => steps.get(i) === step).sort((a, b) => a - b);
      if (list.length > 0) {
        const column = columns(list, (n) => n);
        column.boxes.forEach((box) =>
          elements.push(drawn(box.node, box.label, box.w, x + box.x + box.w / 2, box.y - column.h / 2 + LINE / 2)),
        );
        x += column.w + 70;
      }
    }
    return elements;
  }

  const drawn = (i, label, w, x, y) => ({
    group: 'nodes',
    data: { id: `n${i}`, node: i, label, w, h: LINE },
    position: { x, y },
    classes: `${nodes[i].kind}${inCycle.has(i) ? ' incycle' : ''}`,
    grabbable: false,
  });

  // ------------------------------------------------------------ drawing

  const cy = cytoscape({
    container: element('graph'),
    minZoom: 0.02,
    maxZoom: 4,
    boxSelectionEnabled: false,
    selectionType: 'single',
    style: [
      {
        selector: 'node',
        style: {
          shape: 'round-rectangle',
          width: 'data(w)',
          height: 'data(h)',
          label: 'data(label)',
          'font-size': 12,
          'font-family': 'system-ui, "Segoe UI", sans-serif',
          'text-valign': 'center',
          'text-halign': 'center',
          color: color('fore'),
          'background-color': color('node'),
          'border-width': 1,
          'border-color': color('line'),
          'z-index-compare': 'manual',
          'z-index': 3,
        },
      },
      {
        selector: '.frame',
        style: {
          'background-color': color('box'),
          'text-valign': 'top',
          'text-halign': 'center',
          'text-margin-y': HEAD - 5,
          'font-size': 16,
          'font-weight': 'bold',
          color: color('dim'),
          events: 'no',
          'z-index': 0,
        },
      },
      { selector: '.package', style: { 'border-style': 'double', 'border-width': 3 } },
      { selector: '.builtin', style: { shape: 'round-tag' } },
      { selector: '.unresolved', style: { 'border-style': 'dashed', 'border-color': color('orange') } },
      { selector: 'node.incycle', style: { 'border-color': color('red') } },
      {
        selector: 'edge',
        style: {
          width: 1,
          opacity: 0.35,
          'curve-style': 'straight',
          'line-color': color('edge'),
          'target-arrow-color': color('edge'),
          'target-arrow-shape': 'triangle',
          'arrow-scale': 0.7,
          events: 'no',
          'z-index-compare': 'manual',
          'z-index': 1,
        },
      },
      { selector: 'edge.loop', style: { 'curve-style': 'bezier' } },
      { selector: 'edge.later', style: { 'line-style': 'dashed' } },
      { selector: 'edge.resolve', style: { 'line-style': 'dotted' } },
      {
        selector: 'edge.unresolved',
        style: { 'line-color': color('orange'), 'target-arrow-color': color('orange') },
      },
      {
        selector: 'edge.cycle',
        style: {
          width: 2,
          opacity: 1,
          'curve-style': 'bezier',
          'line-color': color('red'),
          'target-arrow-color': color('red'),
          'z-index': 2,
        },
      },
      { selector: '.faded', style: { opacity: 0.12 } },
      { selector: 'node.faded', style: { opacity: 0.3 } },
      { selector: 'edge.near', style: { width: 2, opacity: 1, 'z-index': 4 } },
      {
        selector: 'edge.near[!cycle]',
        style: { 'line-color': color('strong'), 'target-arrow-color': color('strong') },
      },
      { selector: '.match', style: { 'background-color': color('mark') } },
      { selector: 'node:selected', style: { 'border-color': color('strong'), 'border-width': 3 } },
    ],
  });

  let focus; // the node in the middle; undefined: the whole graph
  let selected;

  function draw() {
    const depth = Number(element('depth').value);
    const elements = focus === undefined ? overview() : neighbourhood(focus, depth);
    const there = new Set(elements.map((one) => one.data.id));
    edges.forEach((edge, i) => {
      if (there.has(`n${edge.from}`) && there.has(`n${edge.to}`)) {
        const classes = [
          edge.cycle && 'cycle',
          edge.from === edge.to && 'loop',
          !edge.resolved && 'unresolved',
          !edge.atLoad && 'later',
          edge.kinds.every((kind) => kind === 'resolve') && 'resolve',
        ];
        elements.push({
          group: 'edges',
          data: { id: `e${i}`, source: `n${edge.from}`, target: `n${edge.to}`, cycle: edge.cycle ? 1 : 0 },
          classes: classes.filter(Boolean).join(' '),
        });
      }
    });
    cy.batch(() => {
      cy.elements().remove();
      cy.add(elements);
    });
    cy.fit(undefined, 20);
    if (cy.zoom() > 1.3) {
      cy.zoom(1.3);
      cy.center();
    }
    element('whole').hidden = focus === undefined;
    element('steps').hidden = focus === undefined;
    mark();
  }

  const wanted = () => element('search').value.trim().toLowerCase();
  const matches = () => {
    const text = wanted();
    return text === '' ? [] : [...nodes.keys()].filter((i) => shows(i) && nodes[i].name.toLowerCase().includes(text));
  };

  /** Says with classes what is searched for and what is selected. */
  function mark() {
    const found = matches();
    cy.batch(() => {
      cy.elements().removeClass('match faded near').unselect();
      const node = selected === undefined ? cy.collection() : cy.getElementById(`n${selected}`);
      const near = node.connectedEdges();
      node.select();
      near.addClass('near');
      if (wanted() !== '') {
        const matching = cy.nodes().filter((one) => found.includes(one.data('node')));
        matching.addClass('match');
        cy.elements().not(matching).not('.frame').not(node).not(near).addClass('faded');
      } else if (node.nonempty() && selected !== focus) {
        cy.elements().not(near.connectedNodes()).not('.frame').not(node).not(near).addClass('faded');
      }
    });
    element('count').textContent = wanted() === '' ? '' : `${found.length} of ${nodes.length}`;
    about();
    list(found);
  }

  function select(i) {
    selected = i;
    mark();
  }

  /** Selects, and moves there when it is out of sight. */
  function goTo(i) {
    if (focus !== undefined && cy.getElementById(`n${i}`).empty()) {
      focus = undefined;
      draw();
    }
    select(i);
    const node = cy.getElementById(`n${i}`);
    if (node.nonempty()) {
      const zoom = Math.max(cy.zoom(), 0.8);
      cy.animate({ center: { eles: node }, zoom, duration: 150 });
    }
  }

  function focusOn(i) {
    focus = i;
    selected = i;
    draw();
  }

  // ------------------------------------------------------------ words

  function make(tag, text, className) {
    const made = document.createElement(tag);
    made.textContent = text;
    if (className !== undefined) {
      made.className = className;
    }
    return made;
  }

  function buttons(title, list, text, act, className) {
    if (list.length === 0) {
      return [];
    }
    const items = document.createElement('ul');
    list.slice(0, 200).forEach((one) => {
      const button = make('button', text(one), className?.(one));
      button.type = 'button';
      button.addEventListener('click', () => act(one));
      const item = document.createElement('li');
      item.append(button);
      items.append(item);
    });
    return [make('h2', `${title} (${list.length})`), items];
  }

  const nameOf = (i) => nodes[i].name;
  const how = (edge) =>
    [
      edge.kinds.join(', ').replace('dynamic-import', 'import()'),
      edge.atLoad ? '' : 'not while loading',
      edge.guarded ? 'may fail' : '',
    ]
      .filter((word) => word !== '' && word !== 'require')
      .map((word) => ` · ${word}`)
      .join('');

  function open(event, address) {
    if (editor !== undefined) {
      event.preventDefault();
      editor.postMessage({ open: address });
    }
  }

  function about() {
    const box = element('about');
    box.replaceChildren();
    if (selected === undefined) {
      return;
    }
    const node = nodes[selected];
    box.append(make('h1', node.name, node.kind === 'unresolved' ? 'unresolved' : undefined));
    const links = document.createElement('p');
    if (node.address !== undefined) {
      const link = make('a', 'Open file');
      link.href = node.address;
      link.id = 'open';
      link.addEventListener('click', (event) => open(event, node.address));
      links.append(link);
    } else {
      links.append(make('span', `${node.kind} `, 'note'));
    }
    if (focus !== selected) {
      const button = make('a', 'Focus');
      button.href = '#';
      button.id = 'focus';
      button.addEventListener('click', (event) => {
        event.preventDefault();
        focusOn(selected);
      });
      links.append(button);
    }
    box.append(links);
    const red = (i) => (edges[i].cycle ? 'cycle' : edges[i].resolved ? undefined : 'unresolved');
    box.append(
      ...buttons('Requires', out[selected], (i) => nameOf(edges[i].to) + how(edges[i]), (i) => goTo(edges[i].to), red),
      ...buttons('Required by', into[selected], (i) => nameOf(edges[i].from) + how(edges[i]), (i) => goTo(edges[i].from), red),
    );
  }

  function list(found) {
    element('list').replaceChildren(
      ...(wanted() === '' ? [] : buttons('Found', found, nameOf, goTo)),
      ...(selected === undefined && wanted() === ''
        ? buttons(
            'Cycles while loading',
            cycles,
            (cycle) => `${cycle.length}: ${cycle.slice(0, 4).map(nameOf).join(', ')}${cycle.length > 4 ? ', …' : ''}`,
            (cycle) => goTo(cycle[0]),
            () => 'cycle',
          )
        : []),
    );
    element('legend').textContent =
      selected === undefined
        ? `${nodes.filter((node) => node.kind === 'module').length} modules, ${edges.length} edges. ` +
          'Click on a node to see what it requires, double click to see its neighbourhood. ' +
          'Red: modules that load each other while they load. Dashed: not while loading. ' +
          'Dotted: only resolved. Orange: leads nowhere.'
        : '';
  }

  // ------------------------------------------------------------ what people do

  cy.on('tap', (event) => select(event.target === cy ? undefined : event.target.data('node')));
  cy.on('dbltap', 'node', (event) => focusOn(event.target.data('node')));
  element('search').addEventListener('input', mark);
  element('search').addEventListener('keydown', (event) => {
    const found = matches();
    if (event.key === 'Enter' && found.length > 0) {
      goTo(found[(found.indexOf(selected) + 1) % found.length]);
    }
  });
  for (const id of ['packages', 'builtins', 'unresolved', 'depth']) {
    element(id).addEventListener('change', draw);
  }
  element('whole').addEventListener('click', () => {
    focus = undefined;
    draw();
  });
  element('fit').addEventListener('click', () => cy.fit(undefined, 20));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      element('search').value = '';
      select(undefined);
    }
  });

  selected = data.selected;
  draw();
  globalThis.moduleGraph = cy; // for tests, and for whoever wants to look closer
})();
