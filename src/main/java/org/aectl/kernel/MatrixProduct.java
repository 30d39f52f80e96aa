package org.aectl.kernel;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products of matrices. Those in the host's memory are computed by the BLAS itself, in parts on the {@link Workers}: ND4J's own
 * ways to it go through oneDNN's matmul, or copy matrices first, and need up to twice as long for the transposed ones of
 * backpropagation.
 */
public final class MatrixProduct {
    /** Below 20 microseconds of one core, dividing costs more than it brings. */
    private static final long LEAST_MULTIPLICATIONS = 1 << 20;

    private static final int LEAST_LENGTH = 32;
    private static final int TILE = 16;

    private MatrixProduct() {}

    /** Whether these are computed by the BLAS itself; all others are by ND4J. */
    static boolean isDirect(INDArray a, INDArray b, INDArray target) {
        DataType type = target.dataType();
        return (type == DataType.FLOAT || type == DataType.DOUBLE)
                && a.dataType() == type
                && b.dataType() == type
                && isDense(a)
                && isDense(b)
                && isDense(target)
                && HostArray.isOnHost();
    }

    private static boolean isDense(INDArray matrix) {
        return matrix.rank() == 2 && (isByRows(matrix) || isByColumns(matrix));
    }

    private static boolean isByRows(INDArray matrix) {
        return matrix.stride(1) == 1 && matrix.stride(0) == matrix.size(1);
    }

    private static boolean isByColumns(INDArray matrix) {
        return matrix.stride(0) == 1 && matrix.stride(1) == matrix.size(0);
    }

    /**
     * Writes {@code op(a) op(b) + kept target} to the target, where op transposes or does nothing.
     *
     * @param kept 0 to overwrite what the target holds, 1 to add to it
     * @throws IllegalArgumentException if the shapes do not fit together
     */
    public static void compute(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray target, double kept) {
        if (!isDirect(a, b, target)) {
            computeByFramework(a, transposeA, b, transposeB, target, kept);
        } else if (isByRows(target)) {
            multiply(a, transposeA, b, transposeB, target, target.size(0), target.size(1), kept);
        } else {
            // In the BLAS's eyes it holds its transpose by rows: (a b)' = b' a'.
            multiply(b, !transposeB, a, !transposeA, target, target.size(1), target.size(0), kept);
        }
    }

    private static void computeByFramework(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray target, double kept) {
        if (kept == 0 && target.ordering() == 'c') {
            // Unlike gemm, this operation writes to 'c' order without a copy.
            Nd4j.exec(new Mmul(
                    a,
                    b,
                    target,
                    MMulTranspose.builder()
                            .transposeA(transposeA)
                            .transposeB(transposeB)
                            .build()));
        } else {
            Nd4j.gemm(a, b, target, transposeA, transposeB, 1, kept);
        }
    }

    private static void multiply(
            INDArray a,
            boolean transposeA,
            INDArray b,
            boolean transposeB,
            INDArray target,
            long rows,
            long columns,
            double kept) {
        long inner = a.size(transposeA ? 0 : 1);
        if (a.size(transposeA ? 1 : 0) != rows
                || b.size(transposeB ? 0 : 1) != columns
                || b.size(transposeB ? 1 : 0) != inner) {
            throw new IllegalArgumentException("a product of " + a.shapeInfoToString() + " and " + b.shapeInfoToString()
                    + " for " + target.shapeInfoToString());
        }
        Operand left = Operand.of(a, transposeA);
        Operand right = Operand.of(b, transposeB);
        Operand product = Operand.of(target, !isByRows(target));
        int m = Math.toIntExact(rows);
        int n = Math.toIntExact(columns);
        int k = Math.toIntExact(inner);
        boolean isTall = m >= n;
        boolean isFloat = target.dataType() == DataType.FLOAT;
        int parts = parts(isTall ? m : n, (long) m * n * k);
        Workers.forEach(parts, part -> {
            int first = bound(part, parts, isTall ? m : n);
            int size = bound(part + 1, parts, isTall ? m : n) - first;
            Part all = isTall ? new Part(first, 0, size, n, k) : new Part(0, first, m, size, k);
            if (isFloat) {
                inFloats(left, right, product, all, kept);
            } else {
                inDoubles(left, right, product, all, kept);
            }
        });
    }

    private static int parts(int length, long multiplications) {
        long worthwhile = Math.min(length / LEAST_LENGTH, multiplications / LEAST_MULTIPLICATIONS);
        return (int) Math.max(1, Math.min(Workers.count(), worthwhile));
    }

    /** Where a part begins: at a multiple of what the BLAS computes at once. */
    private static int bound(int part, int parts, int length) {
        return part == parts ? length : (int) ((long) length * part / parts / TILE * TILE);
    }

    /** A block of the product: where it begins, its size, and how many products each of its numbers is the sum of. */
    private record Part(int row, int column, int rows, int columns, int inner) {}

    /**
     * A matrix as the BLAS is told of it.
     *
     * @param start of its memory
     * @param rowLength from one row of its memory to the next
     * @param isTransposed whether the matrix has the memory's rows as columns
     */
    private record Operand(Pointer start, int rowLength, boolean isTransposed) {
        static Operand of(INDArray matrix, boolean transpose) {
            boolean byRows = isByRows(matrix);
            return new Operand(
                    HostArray.pointer(matrix),
                    Math.toIntExact(byRows ? matrix.size(1) : matrix.size(0)),
                    transpose == byRows);
        }

        int operation() {
            return isTransposed ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
        }

        /** From the start to the part that begins with a row and a column. */
        long offset(long row, long column) {
            return isTransposed ? column * rowLength + row : row * rowLength + column;
        }

        FloatPointer floats(long row, long column) {
            return new FloatPointer(start).position(offset(row, column));
        }

        DoublePointer doubles(long row, long column) {
            return new DoublePointer(start).position(offset(row, column));
        }
    }

    private static void inFloats(Operand left, Operand right, Operand product, Part part, double kept) {
        openblas_nolapack.cblas_sgemm(
                openblas_nolapack.CblasRowMajor,
                left.operation(),
                right.operation(),
                part.rows(),
                part.columns(),
                part.inner(),
                1,
                left.floats(part.row(), 0),
                left.rowLength(),
                right.floats(0, part.column()),
                right.rowLength(),
                (float) kept,
                product.floats(part.row(), part.column()),
                product.rowLength());
    }

    private static void inDoubles(Operand left, Operand right, Operand product, Part part, double kept) {
        openblas_nolapack.cblas_dgemm(
                openblas_nolapack.CblasRowMajor,
                left.operation(),
                right.operation(),
                part.rows(),
                part.columns(),
                part.inner(),
                1,
                left.doubles(part.row(), 0),
                left.rowLength(),
                right.doubles(0, part.column()),
                right.rowLength(),
                kept,
                product.doubles(part.row(), part.column()),
                product.rowLength());
    }
}
