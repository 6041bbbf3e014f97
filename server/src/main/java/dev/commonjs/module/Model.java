package dev.commonjs.module;

/** What a built-in function does. */
interface Model {
  Value apply(Call call);
}
