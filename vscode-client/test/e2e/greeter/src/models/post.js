module.exports = function createPost(title, author) {
  return { title, author };
};
