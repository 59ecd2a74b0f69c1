// ONNX Runtime on one picture, for compare.py: prints the seconds a call takes.
//
//   ONNXRUNTIME_NODE_INSTALL=skip npm install onnxruntime-node     in any folder; then, with NODE_PATH=FOLDER/node_modules,
//   node tests/bench/runtime.cjs FILE.onnx THREADS SECONDS         without arguments its version
const { readFileSync } = require('fs');
const runtime = require('onnxruntime-node');

async function secondsACall(file, threads, seconds) {
  const session = await runtime.InferenceSession.create(file, {
    intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential',
  });
  const numbers = Float32Array.from({ length: 3 * 224 * 224 }, () => Math.random());
  const feed = { [session.inputNames[0]]: new runtime.Tensor('float32', numbers, [1, 3, 224, 224]) };
  await session.run(feed);
  const begin = performance.now();
  let calls = 0;
  while (performance.now() - begin < seconds * 1000 || calls === 0) {
    await session.run(feed);
    ++calls;
  }
  return (performance.now() - begin) / 1000 / calls;
}

async function main() {
  const [file, threads, seconds] = process.argv.slice(2);
  if (!file) {
    const about = require.resolve('onnxruntime-node').replace(/onnxruntime-node.*/, 'onnxruntime-node/package.json');
    return console.log(JSON.parse(readFileSync(about)).version);
  }
  console.log(await secondsACall(file, Number(threads), Number(seconds)));
}

main();
