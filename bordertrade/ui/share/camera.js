// A picture of the chart: plotly draws the plot, title, key and sources are set around it.
const WIDTH = 1200;
const HEIGHT = 675;
const EDGE = 32;
const SCALE = 2;
// An image cannot use the page's own fonts: what is measured must be what is drawn.
const FONT = "system-ui, 'Noto Sans', sans-serif";
const SERIF = "Georgia, 'Noto Serif', serif";
const SVG = "http://www.w3.org/2000/svg";

export default function ({ data, parentElement, setStateValue }) {
  const said = parentElement.querySelector(".said");
  for (const button of parentElement.querySelectorAll("button")) {
    button.textContent = data[button.dataset.format];
    button.onclick = async () => {
      said.textContent = "";
      button.disabled = true;
      try {
        await save(button.dataset.format, data);
      } catch (error) {
        console.warn(error);
        said.textContent = data.failed;
        setStateValue("failed", true);
      } finally {
        button.disabled = false;
      }
    };
  }
}

async function save(format, data) {
  const drawing = new XMLSerializer().serializeToString(await composed(data));
  const svg = new Blob([drawing], { type: "image/svg+xml;charset=utf-8" });
  const file = format === "svg" ? svg : await rasterised(svg);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${data.file}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function composed(data) {
  const graph = document.querySelector(`.st-key-fig_${data.chart} .js-plotly-plot`);
  const room = WIDTH - 2 * EDGE;
  const root = element("svg", { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}` });
  root.append(element("rect", { width: WIDTH, height: HEIGHT, fill: data.paper }));
  let top = EDGE - 6;
  const write = (text, size, fill, family, weight) => {
    for (const line of wrapped(text, room, `${weight} ${size}px ${family}`)) {
      top += size * 1.3;
      root.append(words(line, EDGE, top, size, fill, family, weight));
    }
  };
  write(data.title, 26, data.ink, SERIF, 600);
  write(data.filters, 14, data.quiet, FONT, 400);
  top = legend(root, data, top + 10, room) + 8;
  const start = top;
  const foot = data.foot.flatMap((text) => wrapped(text, room, `400 13px ${FONT}`));
  const height = HEIGHT - start - foot.length * 17 - EDGE;
  root.append(await plot(graph, room, height, start));
  foot.forEach((line, place) => {
    const at = HEIGHT - EDGE + 12 - (foot.length - 1 - place) * 17;
    root.append(words(line, EDGE, at, 13, data.quiet, FONT, 400));
  });
  return root;
}

async function plot(graph, width, height, top) {
  const font = { ...graph.layout.font, family: FONT };
  const layout = { ...graph.layout, width, height, font, autosize: false };
  const config = { ...graph._context, staticPlot: true };
  const given = { data: graph.data, layout, config };
  const url = await window.Plotly.toImage(given, { format: "svg", width, height });
  const text = decodeURIComponent(url.slice(url.indexOf(",") + 1));
  const drawn = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  drawn.setAttribute("x", EDGE);
  drawn.setAttribute("y", top);
  return document.importNode(drawn, true);
}

// The key stands in HTML above the plot: its drawings are taken from there.
function legend(root, data, top, room) {
  const keys = document.querySelectorAll(`.st-key-chart_${data.chart} .bt-legend > span`);
  if (!keys.length) return top;
  let x = EDGE;
  let y = top + 10;
  for (const key of keys) {
    const width = 34 + measured(key.textContent, `400 14px ${FONT}`) + 22;
    if (x > EDGE && x + width > EDGE + room) {
      x = EDGE;
      y += 22;
    }
    const drawn = document.importNode(key.querySelector("svg"), true);
    for (const [name, value] of [["x", x], ["y", y - 12], ["color", data.ink]]) {
      drawn.setAttribute(name, value);
    }
    root.append(drawn, words(key.textContent, x + 34, y, 14, data.ink, FONT, 400));
    x += width;
  }
  return y + 8;
}

async function rasterised(svg) {
  const url = URL.createObjectURL(svg);
  const image = new Image();
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => reject(new Error("the drawing is no image"));
    image.src = url;
  });
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * SCALE;
  canvas.height = HEIGHT * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function words(text, x, y, size, fill, family, weight) {
  const made = element("text", {
    x, y, fill, "font-size": size, "font-family": family, "font-weight": weight,
  });
  made.textContent = text;
  return made;
}

const ruler = document.createElement("canvas").getContext("2d");

function measured(text, font) {
  ruler.font = font;
  return ruler.measureText(text).width;
}

function wrapped(text, room, font) {
  const lines = [];
  for (const word of (text || "").split(" ").filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measured(longer, font) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
