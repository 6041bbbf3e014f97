(function (exports) {
  exports.isMainThread = true;
  exports.parentPort = null;
  exports.workerData = null;
  exports.threadId = 0;
  exports.resourceLimits = {};
})
