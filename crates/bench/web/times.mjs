// Times of one function over many inputs, one by one.

/// Calls `work` with 0 to `count` - 1, in turn, for so many milliseconds after a quarter of that to warm
/// up. Works that are promises are waited for.
export async function times(work, count, milliseconds) {
  await rounds(work, count, milliseconds / 4);
  const samples = await rounds(work, count, milliseconds);
  const of = (input) => samples.filter((_, at) => at % count === input);
  const middles = Array.from({ length: count }, (_, input) => percentile(of(input), 50));
  return {
    samples: samples.length,
    p50_us: percentile(samples, 50),
    p99_us: percentile(samples, 99),
    p99_drafts_us: percentile(middles, 99),
  };
}

function percentile(samples, percent) {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length * percent) / 100)];
}

async function rounds(work, count, milliseconds) {
  const samples = [];
  const end = performance.now() + milliseconds;
  do {
    for (let at = 0; at < count; at += 1) {
      const before = performance.now();
      const result = work(at);
      if (result instanceof Promise) await result;
      samples.push((performance.now() - before) * 1000);
    }
  } while (performance.now() < end);
  return samples;
}

/// The smallest step of the clock, in microseconds.
export function clockStep() {
  let step = Infinity;
  for (let tries = 0; tries < 50; tries += 1) {
    const before = performance.now();
    let after = before;
    while (after === before) after = performance.now();
    step = Math.min(step, after - before);
  }
  return step * 1000;
}
