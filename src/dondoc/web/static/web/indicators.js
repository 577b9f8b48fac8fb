// Indicators: printing, a day that is shown as soon as it is picked, and the chart of one indicator's year.

const source = document.querySelector("script[data-charts]").dataset.charts;

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// Picking a day on the calendar asks for it at once; typing waits for Enter.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]") && document.activeElement !== event.target) event.target.form.requestSubmit();
});

function library() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.addEventListener("load", () => resolve(window.echarts));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

const LAST = (points) => points.reduce((found, point, index) => (point ? index : found), -1);

async function draw(place) {
  const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const css = getComputedStyle(document.documentElement);
  const color = (name) => css.getPropertyValue(name).trim();
  const colors = { actual: color("--t-open-in-time"), before: color("--ink-3") };
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const echarts = await library();
  const chart = echarts.init(place, null, { renderer: "canvas" });
  const narrow = () => place.clientWidth < 560;
  const last = data.periods.length - 1;
  // A long name stands over its figure, in a narrow chart every name: a figure is never broken.
  const over = (name) => narrow() || name.length > 18;
  const words = (name, figure) => (over(name) ? `${name}\n${figure}` : `${name}: ${figure}`);
  const named = (text, ink, offset = 0, more = {}) => ({
    show: true, position: "right", distance: 8, offset: [0, offset], color: ink, fontWeight: 600, fontSize: narrow() ? 10 : 12,
    width: narrow() ? 76 : 150, overflow: "break", lineHeight: narrow() ? 12 : 15, formatter: text, ...more,
  });
  const base = { animation: false, emphasis: { disabled: true } };
  // What stands at the right end, and how far each name is moved so that none lies on another.
  const ends = [
    ...data.plan, ...data.lines.filter((line) => line.points[last]).map((line) => ({ ...line.points[last], name: line.name })),
    ...data.forecasts,
  ];
  const spread = (chart) => {
    const across = narrow() ? 76 : 150;
    const letter = narrow() ? 5.6 : 6.6;
    const line = narrow() ? 12 : 15;
    const heights = ends.map((end) => line * (Math.ceil((end.name.length * letter) / across) + (over(end.name) ? 1 : 0)) + 3);
    const at = ends.map((end) => chart.convertToPixel({ yAxisIndex: 0 }, end.value));
    const order = ends.map((_, index) => index).sort((a, b) => at[a] - at[b]);
    const offsets = [];
    let free = -Infinity;
    for (const index of order) {
      const middle = Math.max(at[index], free + heights[index] / 2);
      offsets[index] = middle - at[index];
      free = middle + heights[index] / 2;
    }
    return offsets;
  };
  const option = (offsets = []) => ({
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: color("--ink-2") },
    // Room at the right for each line's own name.
    grid: { left: 8, right: narrow() ? 76 : 150, top: 32, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis", renderMode: "richText", confine: true, textStyle: { fontSize: 12, color: color("--ink") },
      formatter: (items) => [items[0].name, ...items.filter((item) => item.data?.figure).map((item) => `${item.seriesName}: ${item.data.figure}`)].join("\n"),
    },
    xAxis: {
      type: "category", data: data.periods, axisTick: { show: false },
      axisLine: { lineStyle: { color: color("--line-strong") }, onZero: false }, axisLabel: { color: color("--ink-3"), fontSize: 11, interval: narrow() ? "auto" : 0, hideOverlap: true },
    },
    yAxis: {
      type: "value", scale: true, name: data.measure, nameTextStyle: { color: color("--ink-3"), fontSize: 11, align: "left" },
      splitNumber: 3, splitLine: { lineStyle: { color: color("--line") } },
      axisLabel: { color: color("--ink-3"), fontSize: 11, formatter: (value) => number.format(value) },
    },
    series: [
      ...data.plan.map((plan, at) => ({
        ...base, type: "line", name: plan.name, symbol: "circle", symbolSize: 1, itemStyle: { color: color("--ink-2") },
        lineStyle: { type: "dashed", width: 1.5, color: color("--ink-2") },
        data: data.periods.map((_, index) => ({
          ...plan, name: undefined,
          ...(index === last && { label: named(words(plan.name, plan.figure), color("--ink-2"), offsets[at]) }),
        })),
      })),
      ...data.lines.filter((line) => LAST(line.points) >= 0).map((line) => ({
        ...base, type: "line", name: line.name, connectNulls: true, symbol: line.code === "actual" ? "circle" : "emptyCircle",
        symbolSize: line.code === "actual" ? 8 : 6, itemStyle: { color: colors[line.code] },
        lineStyle: { width: line.code === "actual" ? 2.5 : 1.5, type: line.code === "actual" ? "solid" : "dotted" },
        data: line.points.map((point, index) => {
          if (!point || index !== LAST(line.points)) return point ?? "-";
          const text = words(line.name, point.figure);
          const label = index < last
            ? named(text, colors[line.code], 0, { position: "top" })
            : named(text, colors[line.code], offsets[ends.findIndex((end) => end.name === line.name)]);
          return { ...point, label };
        }),
      })),
      ...data.forecasts.map((one, index) => ({
        ...base, type: "scatter", name: one.name, symbol: index ? "triangle" : "diamond", symbolSize: 11,
        itemStyle: { color: color("--surface"), borderColor: color("--t-due-soon"), borderWidth: 2 },
        data: [{
          value: [one.at, one.value], figure: one.figure,
          label: named(words(one.name, one.figure), color("--t-due-soon"), offsets[ends.length - data.forecasts.length + index]),
        }],
      })),
    ],
  });
  const show = () => {
    chart.resize();
    chart.setOption(option(), true);
    chart.setOption(option(spread(chart)), true);
  };
  show();
  new ResizeObserver(show).observe(place);
}

for (const place of document.querySelectorAll("[data-chart]")) {
  draw(place).then(() => { place.dataset.drawn = ""; }).catch(() => place.remove());
}
