package org.aectl.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of matrices of 32-bit numbers in the host's memory by the BLAS itself. ND4J's own ways to it go through oneDNN's
 * matmul, or copy matrices first, and need up to twice as long for the transposed ones of backpropagation.
 */
public final class MatrixProduct {
    /** Below 20 microseconds of one core, dividing costs more than it brings. */
    private static final long LEAST_MULTIPLICATIONS = 1 << 20;

    private static final int LEAST_LENGTH = 32;
    private static final int TILE = 16;

    private MatrixProduct() {}

    /** Whether {@link #compute} takes these. */
    public static boolean takes(INDArray a, INDArray b, INDArray target) {
        return isDense(a) && isDense(b) && isDense(target) && HostArray.isOnHost();
    }

    private static boolean isDense(INDArray matrix) {
        return matrix.dataType() == DataType.FLOAT && matrix.rank() == 2 && (isByRows(matrix) || isByColumns(matrix));
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
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray target, float kept) {
        if (!isByRows(target)) {
            // In the BLAS's eyes it holds its transpose by rows: (a b)' = b' a'.
            multiply(b, !transposeB, a, !transposeA, target, target.size(1), target.size(0), kept);
        } else {
            multiply(a, transposeA, b, transposeB, target, target.size(0), target.size(1), kept);
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
            float kept) {
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
        int parts = parts(isTall ? m : n, (long) m * n * k);
        Workers.forEach(parts, part -> {
            int first = bound(part, parts, isTall ? m : n);
            int size = bound(part + 1, parts, isTall ? m : n) - first;
            try (FloatPointer x = left.pointer(isTall ? first : 0, 0);
                    FloatPointer y = right.pointer(0, isTall ? 0 : first);
                    FloatPointer z = product.pointer(isTall ? first : 0, isTall ? 0 : first)) {
                openblas_nolapack.cblas_sgemm(
                        openblas_nolapack.CblasRowMajor,
                        left.operation(),
                        right.operation(),
                        isTall ? size : m,
                        isTall ? n : size,
                        k,
                        1,
                        x,
                        left.rowLength(),
                        y,
                        right.rowLength(),
                        kept,
                        z,
                        n);
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

    /**
     * A matrix as the BLAS is told of it.
     *
     * @param address of its first number
     * @param rowLength from one row of its memory to the next
     * @param isTransposed whether the matrix has the memory's rows as columns
     */
    private record Operand(long address, int rowLength, boolean isTransposed) {
        static Operand of(INDArray matrix, boolean transpose) {
            boolean byRows = isByRows(matrix);
            return new Operand(
                    matrix.data().addressPointer().address(),
                    Math.toIntExact(byRows ? matrix.size(1) : matrix.size(0)),
                    transpose == byRows);
        }

        int operation() {
            return isTransposed ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
        }

        /** Where the part begins that starts with a row and a column. */
        FloatPointer pointer(long row, long column) {
            long offset = isTransposed ? column * rowLength + row : row * rowLength + column;
            return new Address(address + offset * Float.BYTES).asFloats();
        }
    }

    /** A place in memory. */
    private static final class Address extends Pointer {
        Address(long place) {
            this.address = place;
        }

        FloatPointer asFloats() {
            return new FloatPointer(this);
        }
    }
}
