// `node tools/run.mjs topics`: the topics job from the sources. In the image it is dist/tools/topics/src/main.js.
import './src/main';
