package org.aectl.kernel;

/** Cuts rows of numbers into blocks for one thread and chunks of blocks for several. */
final class Blocks {
    /** 8 KB: some of them fit into a first-level cache together. */
    static final int SIZE = 1 << 11;

    /** Numbers worth a thread's while: some tens of microseconds. */
    private static final int CHUNK = 1 << 15;

    private Blocks() {}

    /** What is to be done with the part of the rows that a chunk holds. */
    @FunctionalInterface
    interface ChunkWork {
        void on(int chunk, int firstRow, int rows);
    }

    /** What is to be done with a block: whole rows, or a part of one. */
    @FunctionalInterface
    interface BlockWork {
        /**
         * @param start of the block among all numbers
         * @param count of its numbers
         * @param tile which of the parts of a row it is
         */
        void on(int start, int count, int tile);
    }

    static int rowsPerChunk(int columns) {
        return Math.max(1, CHUNK / columns);
    }

    static int chunks(int rows, int columns) {
        int perChunk = rowsPerChunk(columns);
        return (rows + perChunk - 1) / perChunk;
    }

    /** Goes over all chunks, on as many threads as there are. Which chunks there are does not depend on them. */
    static void forEachChunk(int rows, int columns, ChunkWork work) {
        int perChunk = rowsPerChunk(columns);
        Workers.forEach(chunks(rows, columns), chunk -> {
            int first = chunk * perChunk;
            work.on(chunk, first, Math.min(perChunk, rows - first));
        });
    }

    /** Goes over the blocks of some rows, in order. */
    static void inChunk(int firstRow, int rows, int columns, BlockWork work) {
        if (columns > SIZE) {
            for (int row = firstRow; row < firstRow + rows; row++) {
                for (int column = 0; column < columns; column += SIZE) {
                    work.on(row * columns + column, Math.min(SIZE, columns - column), column / SIZE);
                }
            }
            return;
        }
        int perBlock = SIZE / columns;
        for (int row = 0; row < rows; row += perBlock) {
            work.on((firstRow + row) * columns, Math.min(perBlock, rows - row) * columns, 0);
        }
    }
}
