package org.aectl.model.layer;

import org.aectl.kernel.MatrixProduct;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products into a given array. */
final class Products {
    private Products() {}

    /** Writes {@code a b}. */
    static void product(INDArray a, INDArray b, INDArray target) {
        product(a, b, false, target);
    }

    /** Writes {@code a b'}. */
    static void productWithTransposed(INDArray a, INDArray b, INDArray target) {
        product(a, b, true, target);
    }

    private static void product(INDArray a, INDArray b, boolean transposeB, INDArray target) {
        if (MatrixProduct.takes(a, b, target)) {
            MatrixProduct.compute(a, false, b, transposeB, target, 0);
        } else {
            // Unlike gemm, this operation also writes to 'c' order without a copy.
            Nd4j.exec(new Mmul(
                    a, b, target, MMulTranspose.builder().transposeB(transposeB).build()));
        }
    }

    /**
     * Writes {@code a' b + kept target}.
     *
     * @param kept 0 to overwrite what the target holds, 1 to add to it
     */
    static void transposedProduct(INDArray a, INDArray b, INDArray target, float kept) {
        if (MatrixProduct.takes(a, b, target)) {
            MatrixProduct.compute(a, true, b, false, target, kept);
        } else {
            Nd4j.gemm(a, b, target, true, false, 1.0, kept);
        }
    }
}
