// One conversation of Node's mysql2 with the gateway: port, account and password come in the environment, answers go out as JSON.
import mysql from "mysql2/promise";

const connection = await mysql.createConnection({
  host: "127.0.0.1",
  port: Number(process.env.PORT),
  user: process.env.ACCOUNT,
  password: process.env.PASSWORD,
  database: "lightbox",
  charset: "utf8mb4",
  timezone: "+08:00",
  dateStrings: true,
  supportBigNumbers: true,
  bigNumberStrings: true,
});
const { text, prepared, refused } = JSON.parse(process.env.ASKED);
const [rows, fields] = await connection.query({ sql: text, rowsAsArray: true });
const answers = [];
for (const [sql, values] of prepared) {
  answers.push((await connection.execute({ sql, rowsAsArray: true }, values))[0]);
}
let error = null;
try {
  await connection.query(refused);
} catch (failed) {
  error = { code: failed.errno, message: failed.sqlMessage };
}
await connection.end();
console.log(JSON.stringify({ rows, names: fields.map((f) => f.name), answers, error }));
