/* Where the lines and letters of a genogram stand, and what it says. This is hooks/publishing/drawings/genogram.py once more,
   function by function, for who draws on their own device; tests/browser/test_genogram.py holds the two equal. Whoever
   changes one changes the other. */

const SIZE = 44, LETTER = 7.7, LINE = 17, LINE_LENGTH = 13, APART = 18, COUPLE_APART = 28, NEAREST = 76, TRACK = 12, AROUND = 7, ALONG = 48, PHONE = 424, STRAIGHT = 4, SWEEPS = 24, MOST_ORDERED = 4;

export const SHAPES = { man: "square", boy: "square", woman: "circle", girl: "circle", person: "diamond", pregnancy: "triangle" };
const SIGNS = ["square", "circle", "diamond", "triangle", "age", "died", "together", "separated", "divorced", "children", "household"];

/* Draws a family: people as { who, kind, died, age }, couples as { of, standing, children } and households, by places. */
export function draw(family) {
  const names = family.people.map((person) => linesOf(person.who));
  const wide = names.map((lines) => Math.max(SIZE, ...lines.map((line) => [...line].length * LETTER)));
  const rowsOf = generations(family);
  const [rows, across] = best(family, rowsOf, wide);
  return drawing(family, names, wide, rowsOf, rows, across);
}

export function linesOf(words) {
  const lines = [];
  const [first = "", ...rest] = words;
  for (const word of (first.toUpperCase() + rest.join("")).split(/\s+/).filter(Boolean)) {
    const last = lines.length - 1;
    if (lines.length && [...lines[last]].length + 1 + [...word].length <= LINE_LENGTH) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

export function used(family) {
  const found = new Set(family.people.map((person) => SHAPES[person.kind]));
  for (const person of family.people) {
    if (person.died) found.add("died");
    if (person.age) found.add("age");
  }
  for (const couple of family.couples) {
    if (couple.of.length === 2) found.add(couple.standing);
    if (couple.children.length) found.add("children");
  }
  if (family.households.length) found.add("household");
  return SIGNS.filter((sign) => found.has(sign));
}

/* The row of each person, from the top; null where somebody would be their own ancestor (hooks/publishing/data/genograms.py). */
export function generations(family) {
  const { couples } = family, count = family.people.length;
  const rows = Array(count).fill(0);
  for (let times = 0; ; times++) {
    const before = rows.join();
    for (const couple of couples) {
      const row = Math.max(...couple.of.map((parent) => rows[parent]));
      for (const parent of couple.of) rows[parent] = row;
      for (const child of couple.children) rows[child] = Math.max(rows[child], row + 1);
    }
    if (rows.join() === before) break;
    if (times === count) return null;
  }
  const groups = joined(count, couples.map((couple) => couple.of));
  const hang = new Set(couples.flatMap((couple) => couple.children).map((child) => groups[child]));
  const free = inOrder(new Set(groups.filter((group) => !hang.has(group))));
  for (let times = 0; times < count; times++) {
    for (const group of free) {
      const below = couples.filter((couple) => groups[couple.of[0]] === group).flatMap((couple) => couple.children.map((child) => rows[child]));
      const row = (below.length ? Math.min(...below) : Math.max(...rows) + 1) - 1;
      for (let person = 0; person < count; person++) if (groups[person] === group) rows[person] = Math.max(rows[person], row);
    }
  }
  return rows;
}

function joined(count, together) {
  const first = [...Array(count).keys()];
  for (let times = 0; times < count; times++) {
    for (const group of together) {
      const least = Math.min(...group.map((one) => first[one]));
      for (const one of group) first[one] = least;
    }
  }
  return first;
}

const inOrder = (numbers) => [...numbers].sort((a, b) => a - b);
const bySpan = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
const range = (count) => [...Array(count).keys()];

/* Who stands beside whom */

function best(family, rowsOf, wide) {
  const groups = joined(rowsOf.length, family.couples.map((couple) => couple.of));
  const hang = new Set(family.couples.flatMap((couple) => couple.children).map((child) => groups[child]));
  const tops = range(groups.length).filter((group) => groups.includes(group) && !hang.has(group));
  const tied = new Set(family.couples.flatMap((couple) => [...couple.of, ...couple.children]));
  const families = tops.filter((top) => tied.has(top)), alone = tops.filter((top) => !tied.has(top));
  const found = [];
  for (const order of families.length <= MOST_ORDERED ? permutations(families) : [families]) {
    const rows = ordered(family, rowsOf, [...order, ...alone]);
    const across = placesAcross(family, rows, wide);
    found.push([lengthOf(family, rows, across), rows, across]);
  }
  const shortest = Math.min(...found.map(([length]) => length));
  return found.find(([length]) => length <= shortest + 1).slice(1);
}

function permutations(items) {
  if (!items.length) return [[]];
  return items.flatMap((item, place) => permutations(items.filter((_, other) => other !== place)).map((rest) => [item, ...rest]));
}

function ordered(family, rowsOf, tops) {
  const { couples } = family;
  const placed = rowsOf.map(() => false);
  const parents = rowsOf.map(() => -1);
  const above = [];
  couples.forEach((couple, number) => couple.children.forEach((child) => { parents[child] = number; }));

  function withSiblings(person) {
    let siblings = parents[person] >= 0 ? couples[parents[person]].children.filter((child) => rowsOf[child] === rowsOf[person]) : [person];
    siblings = siblings.filter((one) => !placed[one]);
    const before = [], middle = [], after = [];
    for (const one of siblings) placed[one] = true;
    for (const one of siblings) {
      const [left, right] = beside(one, before, after, "both");
      middle.push(...left, one, ...right);
    }
    return [...before, ...middle, ...after];
  }

  function beside(person, before, after, sides) {
    let left = [];
    const right = [];
    for (const couple of couples) {
      if (!couple.of.includes(person) || couple.of.length < 2) continue;
      const other = couple.of[1] === person ? couple.of[0] : couple.of[1];
      if (placed[other]) continue;
      if (parents[other] >= 0) {
        const theirs = withSiblings(other);
        if (leftOf(other, person)) before.unshift(...theirs);
        else after.push(...theirs);
        continue;
      }
      placed[other] = true;
      let atLeft = couple.of[0] === other;
      if ((atLeft && left.length && !right.length) || (!atLeft && right.length && !left.length)) atLeft = !atLeft;
      if (sides !== "both") atLeft = sides === "left";
      const [farLeft, farRight] = beside(other, before, after, atLeft ? "left" : "right");
      if (atLeft) left = [...farLeft, other, ...left];
      else right.push(other, ...farRight);
    }
    return [left, right];
  }

  function leftOf(one, other) {
    if (parents[other] < 0) return false;
    return above.indexOf(couples[parents[one]].of[0]) < above.indexOf(couples[parents[other]].of[0]);
  }

  return range(Math.max(...rowsOf) + 1).map((row) => {
    const here = [];
    for (const parent of above) {
      for (const couple of couples) {
        if (!couple.of.includes(parent)) continue;
        for (const child of couple.children) if (rowsOf[child] === row && !placed[child]) here.push(...withSiblings(child));
      }
    }
    for (const top of tops) if (rowsOf[top] === row && !placed[top]) here.push(...withSiblings(top));
    above.push(...here);
    return here;
  });
}

/* How far apart */

const pair = (one, other) => `${one} ${other}`;
const isBeside = (of, beside) => beside.has(pair(of[0], of[1])) || beside.has(pair(of[1], of[0]));

function neighbours(rows) {
  return new Set(rows.flatMap((row) => row.slice(1).map((other, place) => pair(row[place], other))));
}

function placesAcross(family, rows, wide) {
  const x = wide.map(() => 0);
  const couples = new Set(family.couples.flatMap((couple) => [pair(couple.of[0], couple.of.at(-1)), pair(couple.of.at(-1), couple.of[0])]));
  const gaps = rows.map((row) => {
    const steps = [0];
    for (let place = 1; place < row.length; place++) {
      const one = row[place - 1], other = row[place];
      const apart = couples.has(pair(one, other)) ? COUPLE_APART : APART;
      steps.push(steps.at(-1) + Math.max(NEAREST, (wide[one] + wide[other]) / 2 + apart));
    }
    row.forEach((person, place) => { x[person] = steps[place]; });
    return steps;
  });
  const beside = neighbours(rows);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const up = sweep % 2 === 1;
    for (const number of up ? range(rows.length).reverse() : range(rows.length)) {
      const row = rows[number];
      const shift = x.map(() => 0), times = x.map(() => 0);
      for (const couple of family.couples) {
        if (!couple.children.length) continue;
        const off = middle(couple.children.map((child) => x[child])) - drop(couple.of, x, beside);
        for (const person of up ? couple.of : couple.children) {
          shift[person] += up ? off : -off;
          times[person] += 1;
        }
      }
      for (const couple of family.couples) {
        const first = couple.of[0], last = couple.of.at(-1);
        for (const [one, other] of [[first, last], [last, first]]) if (times[one] && !times[other] && !up) shift[other] = shift[one] / times[one];
      }
      const wanted = row.map((person) => x[person] + (times[person] ? shift[person] / times[person] : shift[person]));
      keptApart(wanted, gaps[number]).forEach((place, at) => { x[row[at]] = place; });
    }
  }
  return x;
}

function keptApart(wanted, steps) {
  const pools = [];
  wanted.forEach((want, place) => {
    pools.push([want - steps[place], 1]);
    while (pools.length > 1 && pools.at(-2)[0] > pools.at(-1)[0]) {
      const [mean, weight] = pools.pop();
      const last = pools.at(-1);
      last[0] = (last[0] * last[1] + mean * weight) / (last[1] + weight);
      last[1] += weight;
    }
  });
  const free = pools.flatMap(([mean, weight]) => Array(weight).fill(mean));
  return free.map((place, at) => place + steps[at]);
}

const middle = (places) => (Math.min(...places) + Math.max(...places)) / 2;

function drop(of, x, beside) {
  const [left, right] = inOrder([x[of[0]], x[of.at(-1)]]);
  return of.length === 1 || isBeside(of, beside) ? (left + right) / 2 : right - NEAREST / 2;
}

function lengthOf(family, rows, x) {
  const beside = neighbours(rows);
  let total = 0;
  for (const couple of family.couples) {
    const apart = Math.abs(x[couple.of[0]] - x[couple.of.at(-1)]);
    total += couple.of.length === 1 || isBeside(couple.of, beside) ? apart : 2 * apart;
    if (couple.children.length) {
      const reach = [...couple.children.map((child) => x[child]), drop(couple.of, x, beside)];
      total += Math.max(...reach) - Math.min(...reach);
    }
  }
  return total;
}

/* The drawing */

function drawing(family, names, wide, rowsOf, rows, across) {
  const { people, couples, households } = family;
  const beside = neighbours(rows);
  const edge = 3 + (households.length ? AROUND + 3 * households.length : 0);
  const everybody = range(people.length);
  const leftmost = Math.min(...everybody.map((person) => across[person] - wide[person] / 2));
  const x = across.map((place) => place - leftmost + edge);
  const width = Math.max(...everybody.map((person) => x[person] + wide[person] / 2)) + edge;
  const rowBelow = (number) => Math.min(...couples[number].children.map((child) => rowsOf[child]));
  const bars = barsOf(), bridges = bridgesOf();
  const bridgesAt = (row) => Math.max(0, ...Object.keys(bridges).filter((couple) => rowsOf[couples[couple].of[0]] === row).map((couple) => bridges[couple][2] + 1));
  const top = [], foot = [];
  heights();
  const height = foot.at(-1) + edge + (households.length ? edge : 0);
  const middleOf = (person) => [x[person], top[rowsOf[person]] + SIZE / 2];

  function barsOf() {
    const found = {}, taken = {}, spans = [];
    couples.forEach((couple, number) => {
      if (!couple.children.length) return;
      const places = [...couple.children.map((child) => x[child]), drop(couple.of, x, beside)];
      spans.push([Math.min(...places), Math.max(...places), number]);
    });
    for (const [left, right, number] of spans.sort(bySpan)) found[number] = [left, right, track((taken[rowBelow(number)] ??= []), left, right)];
    return found;
  }

  function bridgesOf() {
    const found = {}, taken = {}, spans = [];
    couples.forEach((couple, number) => {
      if (couple.of.length === 2 && !isBeside(couple.of, beside)) spans.push([...inOrder([x[couple.of[0]], x[couple.of[1]]]), number]);
    });
    for (const [left, right, number] of spans.sort(bySpan)) found[number] = [left, right, track((taken[rowsOf[couples[number].of[0]]] ??= []), left, right)];
    return found;
  }

  function heights() {
    rows.forEach((row, number) => {
      const most = Math.max(0, ...Object.keys(bars).filter((couple) => rowBelow(couple) === number).map((couple) => bars[couple][2] + 1));
      const above = (foot.length ? foot.at(-1) + 3 * AROUND + 14 : edge) + TRACK * (most + bridgesAt(number));
      top.push(above);
      const lines = Math.max(0, ...row.map((person) => names[person].length));
      foot.push(above + SIZE + (lines ? lines * LINE + 4 : 0));
    });
  }

  function couplePaths(number) {
    const couple = couples[number];
    const row = rowsOf[couple.of[0]];
    const sorted = [...couple.of].sort((a, b) => x[a] - x[b]);
    const left = sorted[0];
    const [x1, y] = middleOf(left), [x2] = middleOf(sorted.at(-1));
    const at = drop(couple.of, x, beside);
    const found = [];
    let yLine = y;
    if (bridges[number]) {
      yLine = top[row] - TRACK * (bridges[number][2] + 1) + 2;
      found.push(["tie", line([x1 + 11, y], [x1 + 11, yLine], [x2 - 11, yLine], [x2 - 11, y])]);
    } else if (couple.of.length === 2) {
      found.push(["tie", line([x1, y], [x2, y])]);
    }
    if (couple.of.length === 2 && couple.standing !== "together") {
      const slash = at - (couple.children.length ? 9 : 0);
      for (const place of couple.standing === "divorced" ? [slash - 3, slash + 3] : [slash]) found.push(["tie", line([place - 4, yLine + 8], [place + 4, yLine - 8])]);
    }
    if (couple.children.length) {
      const start = couple.of.length === 2 ? yLine : top[row] + SIZE + (names[left].length ? names[left].length * LINE + 6 : 0);
      found.push(...childrenPaths(number, at, start));
    }
    return found;
  }

  function childrenPaths(number, at, start) {
    const [left, right, lane] = bars[number];
    const { children } = couples[number];
    const row = rowBelow(number);
    const bar = top[row] - AROUND - 8 - TRACK * (bridgesAt(row) + lane);
    if (right - left < STRAIGHT) return [["tie", line([left, start], [left, middleOf(children[0])[1]])]];
    return [["tie", line([at, start], [at, bar])], ["tie", line([left, bar], [right, bar])], ...children.map((child) => ["tie", line([x[child], bar], [x[child], middleOf(child)[1]])])];
  }

  function personPaths(number) {
    const person = people[number];
    const [cx, cy] = middleOf(number);
    const half = SIZE / 2, shape = SHAPES[person.kind];
    let d;
    if (shape === "circle") {
      const arc = `A${digits(half)} ${digits(half)} 0 0 1 `;
      d = `M${point([cx - half, cy])}${arc}${point([cx + half, cy])}${arc}${point([cx - half, cy])}Z`;
    } else if (shape === "square") {
      d = `${line([cx - half, cy - half], [cx + half, cy - half], [cx + half, cy + half], [cx - half, cy + half])}Z`;
    } else if (shape === "diamond") {
      d = `${line([cx, cy - half], [cx + half, cy], [cx, cy + half], [cx - half, cy])}Z`;
    } else {
      d = `${line([cx, cy - half], [cx + half, cy + half], [cx - half, cy + half])}Z`;
    }
    const found = [["person", d]];
    if (person.died) {
      const reach = shape === "square" ? half : shape === "circle" ? half * 0.7 : half / 2;
      found.push(["died", line([cx - reach, cy - reach], [cx + reach, cy + reach]) + line([cx + reach, cy - reach], [cx - reach, cy + reach])]);
    }
    return found;
  }

  function lettersOf(number) {
    const person = people[number];
    const [cx, cy] = middleOf(number);
    const found = names[number].map((words, place) => ["name", rounded(cx), rounded(cy + SIZE / 2 + LINE * (place + 1)), words]);
    if (person.age) found.push(["age", rounded(cx), rounded(cy + (SHAPES[person.kind] === "triangle" ? 14 : 5)), person.age]);
    return found;
  }

  function householdPaths(number) {
    const members = households[number];
    const around = AROUND + 3 * number;
    const boxes = [], boxRows = [];
    rows.forEach((row, place) => {
      let run = [];
      for (const person of [...row, -1]) {
        if (members.includes(person)) {
          run.push(person);
        } else if (run.length) {
          const first = run[0], last = run.at(-1);
          boxes.push([x[first] - wide[first] / 2 - around, top[place] - around, x[last] + wide[last] / 2 + around, foot[place] + around]);
          boxRows.push(place);
          run = [];
        }
      }
    });
    const ways = [], pairs = [];
    for (let one = 0; one < boxes.length; one++) for (let other = one + 1; other < boxes.length; other++) if (boxRows[other] - boxRows[one] <= 1) pairs.push([one, other]);
    let first = range(boxes.length);
    for (const [near, below] of [[true, true], [false, true], [false, false]]) {
      for (const [one, other] of pairs) {
        let left = Math.max(boxes[one][0], boxes[other][0]), right = Math.min(boxes[one][2], boxes[other][2]);
        if (first[one] === first[other] || (boxRows[one] !== boxRows[other]) !== below || (near && right - left < SIZE / 2)) continue;
        if (near && below) [left, right] = straightened(boxes, boxRows, one, other);
        if (right - left < SIZE / 2) [left, right] = [right - SIZE, left + SIZE];
        const lower = below ? boxes[other][1] : boxes[one][3] + around;
        ways.push([left, boxes[one][3] - 1, right, lower + 1]);
        const kept = first[one], gone = first[other];
        first = first.map((group) => (group === gone ? kept : group));
      }
    }
    return edges([...boxes, ...ways]).map((corners) => ["household", outline(corners)]);
  }

  function straightened(boxes, boxRows, one, other) {
    for (const [side, furthest] of [[0, Math.min], [2, Math.max]]) {
      const reach = furthest(boxes[one][side], boxes[other][side]);
      for (const box of [one, other]) {
        const start = Math.min(reach, boxes[box][side]), end = Math.max(reach, boxes[box][side]);
        const taken = rows[boxRows[box]].some((person) => x[person] - wide[person] / 2 - 4 < end && start < x[person] + wide[person] / 2 + 4);
        if (end - start <= ALONG && !taken) boxes[box][side] = reach;
      }
    }
    return [Math.max(boxes[one][0], boxes[other][0]), Math.min(boxes[one][2], boxes[other][2])];
  }

  function factsOf() {
    const tied = new Set(couples.flatMap((couple) => [...couple.of, ...couple.children]));
    const order = rows.flat();
    const places = Object.fromEntries(order.map((person, place) => [person, place]));
    const facts = rows.map((row) => row.filter((person) => tied.has(person))).filter((row) => row.length).map((row) => ["row", row, []]);
    const last = (couple) => Math.max(...couple.of.map((person) => places[person]));
    for (const couple of [...couples].sort((a, b) => last(a) - last(b))) {
      const of = [...couple.of].sort((a, b) => places[a] - places[b]);
      facts.push([of.length === 1 ? "parent" : couple.standing, of, couple.children]);
    }
    for (const members of households) facts.push(["household", order.filter((person) => members.includes(person)), []]);
    const alone = order.filter((person) => !tied.has(person));
    return alone.length ? [...facts, ["alone", alone, []]] : facts;
  }

  const paths = [...range(couples.length).flatMap(couplePaths), ...range(households.length).flatMap(householdPaths), ...everybody.flatMap(personPaths)];
  return { width: rounded(width), height: rounded(height), wide: rounded(width) > PHONE, paths, letters: everybody.flatMap(lettersOf), facts: factsOf() };
}

function track(taken, left, right) {
  let lane = 0;
  while (taken.some(([start, end, number]) => number === lane && left < end + 6 && start - 6 < right)) lane += 1;
  taken.push([left, right, lane]);
  return lane;
}

function edges(boxes) {
  const xs = inOrder(new Set(boxes.flatMap((box) => [box[0], box[2]])));
  const ys = inOrder(new Set(boxes.flatMap((box) => [box[1], box[3]])));
  const covered = (column, row) => {
    if (!(column >= 0 && column < xs.length - 1 && row >= 0 && row < ys.length - 1)) return false;
    const x = (xs[column] + xs[column + 1]) / 2, y = (ys[row] + ys[row + 1]) / 2;
    return boxes.some((box) => box[0] < x && x < box[2] && box[1] < y && y < box[3]);
  };
  const ways = new Map();
  for (let row = 0; row < ys.length - 1; row++) {
    for (let column = 0; column < xs.length - 1; column++) {
      if (!covered(column, row)) continue;
      const sides = [[[column, row], [column + 1, row], [column, row - 1]], [[column + 1, row], [column + 1, row + 1], [column + 1, row]],
                     [[column + 1, row + 1], [column, row + 1], [column, row + 1]], [[column, row + 1], [column, row], [column - 1, row]]];
      for (const [start, end, outside] of sides) {
        if (covered(...outside)) continue;
        const key = pair(...start);
        if (!ways.has(key)) ways.set(key, { at: start, ends: [] });
        ways.get(key).ends.push(end);
      }
    }
  }
  const found = [];
  for (const start of [...ways.values()].sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])) {
    while (start.ends.length) {
      const loop = [start.at];
      for (;;) {
        const end = ways.get(pair(...loop.at(-1))).ends.pop();
        if (pair(...end) === pair(...start.at)) break;
        loop.push(end);
      }
      const corners = loop.filter((here, place) => {
        const before = loop.at(place - 1), after = loop[(place + 1) % loop.length];
        return (here[0] - before[0]) * (after[1] - here[1]) !== (here[1] - before[1]) * (after[0] - here[0]);
      });
      found.push(corners.map(([column, row]) => [xs[column], ys[row]]));
    }
  }
  return found;
}

function outline(corners) {
  let d = "";
  corners.forEach((here, place) => {
    const into = towards(here, corners.at(place - 1)), out = towards(here, corners[(place + 1) % corners.length]);
    d += `${d ? "L" : "M"}${point(into)}Q${point(here)} ${point(out)}`;
  });
  return `${d}Z`;
}

function towards(here, there) {
  const across = there[0] - here[0], down = there[1] - here[1];
  const length = Math.abs(across) + Math.abs(down);
  const part = Math.min(10, length / 2) / length;
  return [here[0] + across * part, here[1] + down * part];
}

const line = (...points) => `M${points.map(point).join("L")}`;
const point = (place) => place.map(digits).join(" ");
const rounded = (number) => Math.floor(number * 10 + 0.5) / 10;
const digits = (number) => String(rounded(number));

/* What a drawing says, a sentence or two for each fact. `says` gives a pattern's words (overrides/fragments/genogram-words.html). */
export function sentences(family, facts, says) {
  const filled = (pattern, a = "", b = "") => says(pattern).replace(/\{([ab])\}/g, (_, name) => (name === "a" ? a : b));
  const prose = (words) => (words.length > 1 ? filled("and", words.slice(0, -1).join(", "), words.at(-1)) : words.join(""));
  const capital = (words) => { const [first = "", ...rest] = words; return first.toUpperCase() + rest.join(""); };
  const whole = (person) => {
    const more = [person.kind === "person" ? "" : says(person.kind), person.age ? filled("aged", person.age) : "", person.died ? says("died") : ""].filter(Boolean);
    return person.who + (more.length ? ` (${more.join(", ")})` : "");
  };
  return facts.map(([kind, places, others], number) => {
    const a = prose(places.map((place) => (kind === "row" || kind === "alone" ? whole(family.people[place]) : family.people[place].who)));
    const b = prose(others.map((place) => family.people[place].who));
    const child = others.length === 1 ? "child" : "children";
    if (kind === "parent") return filled(`${child}-of`, a, b);
    return capital(filled(kind, a, String(number + 1))) + (others.length ? ` ${filled(child, "", b)}` : "");
  });
}
