const port = Number(process.env.PORT || 3000);

module.exports = { port, static: `${__dirname}/public` };
