/** A thread of a test runs the sources as they are: Jest's way of loading them ends at the border of its own thread. */
export const SOURCE_THREADS = { execArgv: ['--import', new URL('./typescript.mjs', import.meta.url).href] };
