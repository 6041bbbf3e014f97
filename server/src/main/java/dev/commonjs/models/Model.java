package dev.commonjs.models;

import dev.commonjs.heap.Value;

/** What a built-in function does. */
interface Model {
  Value apply(Call call);
}
