(function (exports) {
  const never = () => new Promise(() => {});
  exports.setTimeout = never;
  exports.setImmediate = never;
})
