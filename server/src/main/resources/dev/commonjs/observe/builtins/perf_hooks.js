(function (exports, require, module, host) {
  const { performance } = exports;
  performance.now = () => 50;
  performance.timeOrigin = 1700000000000;
  performance.mark = () => ({ name: '', entryType: 'mark', startTime: 0, duration: 0, detail: null });
  performance.toJSON = () => ({ timeOrigin: performance.timeOrigin });
})
