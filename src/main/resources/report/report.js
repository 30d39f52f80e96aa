"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);

  /* Light and dark: as the system has it, until someone chooses. */
  const theme = document.getElementById("theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme || (prefersDark.matches ? "dark" : "light")) === "dark";
  const nameTheme = () => { theme.textContent = isDark() ? "Light page" : "Dark page"; };
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  });
  prefersDark.addEventListener("change", nameTheme);
  nameTheme();
  theme.hidden = false;
  document.querySelectorAll(".how").forEach((hint) => { hint.hidden = false; });

  /* Where in a plot the pointer is, in percent. */
  const place = (plot, event) => {
    const box = plot.getBoundingClientRect();
    return { x: 100 * (event.clientX - box.left) / box.width, y: 100 * (event.clientY - box.top) / box.height, box };
  };

  /* Charts that say what they have at one place: a cursor, and a line of text. */
  const readable = (figure, readings) => {
    const plot = figure.querySelector(".plot");
    const text = figure.querySelector(".reading");
    const rest = text.textContent;
    const cursor = figure.querySelector(".cursor");
    const line = cursor.querySelector("line");
    const dots = cursor.querySelectorAll("circle");
    let current = -1;

    const show = (index) => {
      current = Math.max(0, Math.min(readings.length - 1, index));
      const reading = readings[current];
      line.setAttribute("x1", reading.x + "%");
      line.setAttribute("x2", reading.x + "%");
      dots.forEach((dot, i) => {
        const y = reading.y[i];
        dot.classList.toggle("absent", y === null || y === undefined);
        dot.setAttribute("cx", reading.x + "%");
        dot.setAttribute("cy", (y ?? 0) + "%");
      });
      figure.classList.add("read");
      text.textContent = reading.text;
      plot.setAttribute("aria-valuenow", current + 1);
      plot.setAttribute("aria-valuetext", reading.text);
    };
    const leave = () => {
      current = -1;
      figure.classList.remove("read");
      text.textContent = rest;
    };
    const nearest = (x) => {
      let best = 0;
      readings.forEach((reading, i) => {
        if (Math.abs(reading.x - x) < Math.abs(readings[best].x - x)) best = i;
      });
      return best;
    };

    plot.setAttribute("role", "slider");
    plot.setAttribute("tabindex", "0");
    plot.setAttribute("aria-valuemin", "1");
    plot.setAttribute("aria-valuemax", readings.length);
    plot.setAttribute("aria-valuenow", readings.length);
    plot.setAttribute("aria-valuetext", rest);
    // The slider itself is announced; a second voice would repeat it.
    text.removeAttribute("aria-live");
    plot.addEventListener("pointermove", (event) => show(nearest(place(plot, event).x)));
    plot.addEventListener("pointerdown", (event) => show(nearest(place(plot, event).x)));
    plot.addEventListener("pointerleave", () => { if (document.activeElement !== plot) leave(); });
    plot.addEventListener("blur", leave);
    plot.addEventListener("keydown", (event) => {
      const steps = {
        ArrowLeft: current - 1, ArrowDown: current - 1, ArrowRight: current + 1, ArrowUp: current + 1,
        PageDown: current - 10, PageUp: current + 10, Home: 0, End: readings.length - 1,
      };
      if (event.key === "Escape") leave();
      else if (event.key in steps) show(steps[event.key]);
      else return;
      event.preventDefault();
    });
  };
  for (const [id, readings] of Object.entries(data.charts)) {
    readable(document.getElementById(id), readings);
  }

  /* The scatter of the code: one example at a time. */
  const explore = (examples) => {
    const plot = document.querySelector("#code-map .plot");
    const ring = plot.querySelector(".ring");
    const marks = [...plot.querySelectorAll(".examples use")];
    const at = marks.map((mark) => ({ x: parseFloat(mark.getAttribute("x")), y: parseFloat(mark.getAttribute("y")) }));
    const detail = document.getElementById("example");
    const label = detail.querySelector(".label");
    const rest = label.textContent;
    const views = detail.querySelector(".views");
    const table = detail.querySelector("table");
    const sheets = examples.pictures && [examples.pictures.originals, examples.pictures.reconstructions].map((source) => {
      const image = new Image();
      image.src = source;
      return image;
    });
    let current = -1;
    let only = null;

    const isShown = (i) => only === null || examples.points[i].group === only;
    const paint = (index) => {
      const { columns, width, height } = examples.pictures;
      detail.querySelectorAll("canvas").forEach((canvas, i) => {
        canvas.width = width;
        canvas.height = height;
        const draw = () => {
          if (current === index) {
            canvas.getContext("2d").drawImage(sheets[i], (index % columns) * width, Math.floor(index / columns) * height,
              width, height, 0, 0, width, height);
          }
        };
        if (sheets[i].complete) draw();
        else sheets[i].addEventListener("load", draw, { once: true });
      });
    };
    const list = (point) => {
      const body = table.tBodies[0];
      body.replaceChildren(...point.values.map((value, i) => {
        const row = document.createElement("tr");
        const name = document.createElement("th");
        name.scope = "row";
        name.textContent = "x" + i;
        row.append(name);
        for (const text of [value, point.reconstruction[i]]) {
          const cell = document.createElement("td");
          cell.textContent = text;
          row.append(cell);
        }
        return row;
      }));
    };
    const show = (index) => {
      if (index === current) return;
      current = index;
      const point = examples.points[index];
      ring.setAttribute("cx", at[index].x + "%");
      ring.setAttribute("cy", at[index].y + "%");
      plot.classList.add("chosen");
      label.textContent = (point.label === undefined ? "" : point.label + ", ") + "row " + point.row
        + ", squared error " + point.error;
      views.hidden = !sheets;
      table.hidden = !point.values;
      if (sheets) paint(index);
      if (point.values) list(point);
    };
    const leave = () => {
      current = -1;
      plot.classList.remove("chosen");
      label.textContent = rest;
      views.hidden = true;
      table.hidden = true;
    };

    /* The nearest mark that is shown, by a distance that may be infinite. */
    const nearest = (distance) => {
      let best = -1;
      let least = Infinity;
      at.forEach((mark, i) => {
        const here = isShown(i) ? distance(mark, i) : Infinity;
        if (here < least) {
          best = i;
          least = here;
        }
      });
      return { index: best, distance: least };
    };
    const pick = (event) => {
      const { x, y, box } = place(plot, event);
      const found = nearest((mark) => Math.hypot((mark.x - x) * box.width, (mark.y - y) * box.height) / 100);
      if (found.distance < 24) show(found.index);
    };
    /* In a direction, what lies aside counts double, and only what lies ahead more than aside is looked at. */
    const beyond = (dx, dy) => {
      const from = at[current];
      const found = nearest((mark, i) => {
        const ahead = (mark.x - from.x) * dx + (mark.y - from.y) * dy;
        const aside = Math.abs((mark.x - from.x) * dy) + Math.abs((mark.y - from.y) * dx);
        return i !== current && ahead > 0 && aside <= ahead ? ahead + 2 * aside : Infinity;
      });
      return found.index < 0 ? current : found.index;
    };
    const step = (by) => {
      const count = at.length;
      let i = current;
      do {
        i = (i + by + count) % count;
      } while (!isShown(i));
      return i;
    };
    const first = () => nearest((mark) => Math.hypot(mark.x - 50, mark.y - 50)).index;

    plot.setAttribute("tabindex", "0");
    plot.setAttribute("role", "application");
    plot.addEventListener("pointermove", pick);
    plot.addEventListener("pointerdown", pick);
    plot.addEventListener("focus", () => { if (current < 0 && plot.matches(":focus-visible")) show(first()); });
    plot.addEventListener("keydown", (event) => {
      const moves = {
        ArrowLeft: () => beyond(-1, 0), ArrowRight: () => beyond(1, 0),
        ArrowUp: () => beyond(0, -1), ArrowDown: () => beyond(0, 1),
        PageDown: () => step(1), PageUp: () => step(-1), Home: first,
      };
      if (event.key === "Escape") leave();
      else if (event.key in moves) show(current < 0 ? first() : moves[event.key]());
      else return;
      event.preventDefault();
    });
    document.querySelectorAll(".legend button").forEach((button, i, all) => {
      button.addEventListener("click", () => {
        const group = Number(button.dataset.group);
        only = only === group ? null : group;
        all.forEach((other) => other.setAttribute("aria-pressed", String(Number(other.dataset.group) === only)));
        marks.forEach((mark, index) => mark.classList.toggle("faint", !isShown(index)));
        if (current >= 0 && !isShown(current)) leave();
      });
    });
  };
  if (data.examples) explore(data.examples);
})();
