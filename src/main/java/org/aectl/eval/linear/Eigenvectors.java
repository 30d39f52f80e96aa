package org.aectl.eval.linear;

import org.aectl.kernel.MatrixProduct;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Eigenvectors of a symmetric matrix, from LAPACK: commons-math does not converge on some matrices of low rank, which fewer
 * rows than features always have.
 *
 * @param size of the matrix
 * @param values rising
 * @param vectors one after the other in the same order, each of length 1
 */
record Eigenvectors(int size, double[] values, double[] vectors) {
    /** Of the largest eigenvalue, what rounding makes of one that is 0. */
    private static final double NOTHING = 1e-13;

    /** @param symmetric in double precision and 'f' order; is overwritten */
    static Eigenvectors of(INDArray symmetric) {
        int size = (int) symmetric.size(0);
        try (INDArray values = Nd4j.create(DataType.DOUBLE, size)) {
            Nd4j.getBlasWrapper().lapack().syev('V', 'U', symmetric, values);
            return new Eigenvectors(
                    size, values.data().asDouble(), symmetric.data().asDouble());
        }
    }

    /** How many of them, but at most so many, have an eigenvalue that is not 0. */
    int rank(int most) {
        int rank = 0;
        while (rank < Math.min(most, size) && value(rank) > NOTHING * value(0) && value(rank) > 0) {
            rank++;
        }
        return rank;
    }

    /** The largest eigenvalue has number 0. */
    double value(int number) {
        return values[size - 1 - number];
    }

    /**
     * Those of the largest eigenvalues, by falling eigenvalue.
     *
     * @return [size x count], in 'f' order
     */
    INDArray leading(int count) {
        double[] columns = new double[Math.multiplyExact(size, count)];
        for (int i = 0; i < count; i++) {
            System.arraycopy(vectors, (size - 1 - i) * size, columns, i * size, size);
        }
        return Nd4j.create(columns, new long[] {size, count}, 'f');
    }

    /** As {@link #leading}, each divided by its eigenvalue's power. */
    INDArray leadingOver(int count, double power) {
        double[] columns = new double[Math.multiplyExact(size, count)];
        for (int i = 0; i < columns.length; i++) {
            int number = i / size;
            columns[i] = vectors[(size - 1 - number) * size + i % size] / Math.pow(value(number), power);
        }
        return Nd4j.create(columns, new long[] {size, count}, 'f');
    }

    /**
     * Makes columns orthonormal, with as little change as possible: {@code A (A^T A)^-1/2} (Loewdin 1950).
     *
     * @param columns nearly orthogonal and of length 1; is closed
     */
    static INDArray orthonormal(INDArray columns) {
        int count = (int) columns.size(1);
        try (INDArray given = columns;
                INDArray products = Nd4j.create(DataType.DOUBLE, new long[] {count, count}, 'f')) {
            MatrixProduct.compute(given, true, given, false, products, 0);
            Eigenvectors found = of(products);
            try (INDArray vectors = found.leading(count);
                    INDArray divided = found.leadingOver(count, 0.5);
                    INDArray root = product(divided, false, vectors, true)) {
                return product(given, false, root, false);
            }
        }
    }

    /** A new matrix in 'f' order. */
    static INDArray product(INDArray a, boolean transposeA, INDArray b, boolean transposeB) {
        INDArray product =
                Nd4j.create(DataType.DOUBLE, new long[] {a.size(transposeA ? 1 : 0), b.size(transposeB ? 0 : 1)}, 'f');
        MatrixProduct.compute(a, transposeA, b, transposeB, product, 0);
        return product;
    }
}
