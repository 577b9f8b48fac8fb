// The overview: printing, the day that is shown as soon as it is picked, and the chart of twelve months.

const source = document.querySelector("script[data-charts]").dataset.charts;

let drawn = Promise.resolve();

// The months come when they come into sight; on paper they belong too.
function months() {
  const place = document.querySelector(".months [hx-get]");
  if (!place?.querySelector(".months-wait")) return Promise.resolve();
  const come = new Promise((resolve) => { place.addEventListener("htmx:afterSettle", resolve, { once: true }); });
  place.setAttribute("data-hx-revealed", "true");
  htmx.trigger(place, "revealed");
  return Promise.race([come.then(() => drawn), new Promise((resolve) => { setTimeout(resolve, 4000); })]);
}

document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-print]")) return;
  await months();
  window.print();
});

// Picking a day on the calendar asks for it at once; typing waits for Enter.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]") && document.activeElement !== event.target) event.target.form.requestSubmit();
});

let library = null;

function charts() {
  // A megabyte that only this chart needs: fetched when it comes into sight.
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.addEventListener("load", () => resolve(window.echarts));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  return library;
}

const SHAPES = { assigned: "circle", "done-on-time": "rect", "done-late": "triangle" };

async function draw(place) {
  const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const css = getComputedStyle(document.documentElement);
  const color = (name) => css.getPropertyValue(name).trim();
  const colors = { assigned: color("--ink-2"), "done-on-time": color("--t-done-on-time"), "done-late": color("--t-done-late") };
  const echarts = await charts();
  const narrow = () => place.clientWidth < 560;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const chart = echarts.init(place, null, { renderer: "canvas" });
  const option = () => ({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: color("--ink-2") },
    // Room at the right for each line's own name.
    grid: { left: 8, right: narrow() ? 84 : 168, top: 16, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis", renderMode: "richText", confine: true,
      valueFormatter: (value) => number.format(value), textStyle: { fontSize: 12, color: color("--ink") },
    },
    xAxis: {
      type: "category", data: data.months, boundaryGap: false,
      axisTick: { show: false }, axisLine: { lineStyle: { color: color("--line-strong") } },
      axisLabel: { color: color("--ink-3"), fontSize: 11, interval: narrow() ? 3 : "auto" },
    },
    yAxis: {
      type: "value", minInterval: 1, axisLabel: { color: color("--ink-3"), fontSize: 11, formatter: (v) => number.format(v) },
      splitLine: { lineStyle: { color: color("--line") } }, splitNumber: 3,
    },
    series: data.series.map((series) => ({
      name: series.name, type: "line", data: series.values, symbol: SHAPES[series.code], symbolSize: 7,
      lineStyle: { width: 2, type: series.code === "assigned" ? "dashed" : "solid" },
      itemStyle: { color: colors[series.code] }, emphasis: { disabled: true },
      endLabel: {
        show: true, color: colors[series.code], fontSize: narrow() ? 10 : 12, fontWeight: 600, distance: 8,
        width: narrow() ? 72 : 156, overflow: "break", lineHeight: narrow() ? 12 : 15,
        formatter: ({ value }) => `${series.name} ${number.format(value)}`,
      },
    })),
  });
  // Lines that end close to each other: their names are moved apart, from the lowest upwards.
  const spread = () => {
    const last = data.months.length - 1;
    const room = narrow() ? 38 : 18;
    const ends = data.series.map((series, index) => (
      { index, y: chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [last, series.values[last]])[1] }
    )).sort((a, b) => b.y - a.y);
    let free = Infinity;
    const offsets = [];
    for (const end of ends) {
      const y = Math.min(end.y, free);
      offsets[end.index] = y - end.y;
      free = y - room;
    }
    chart.setOption({ series: offsets.map((y) => ({ endLabel: { offset: [0, y] } })) });
  };
  const show = () => {
    chart.resize();
    chart.setOption(option());
    spread();
  };
  show();
  new ResizeObserver(show).observe(place);
}

// htmx names what it has put in, which may be the chart itself: the page is asked, not that element.
document.addEventListener("htmx:afterSettle", () => {
  for (const place of document.querySelectorAll("[data-chart]:not([data-drawn])")) {
    place.dataset.drawn = "";
    drawn = draw(place).catch(() => place.remove());
  }
});
