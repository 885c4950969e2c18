// Runs one SQL query on DuckDB and prints the first row, its values separated by blanks.
import { DuckDBInstance } from "@duckdb/node-api";

const database = await DuckDBInstance.create(":memory:");
const connection = await database.connect();
const answer = await connection.runAndReadAll(process.argv[2]);
console.log(answer.getRows()[0].map(String).join(" "));
