package org.aectl.model.layer;

import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products into a given array. Unlike {@code gemm}, this op also writes to 'c' order without a copy. */
final class Products {
    private static final MMulTranspose PLAIN = MMulTranspose.builder().build();

    private Products() {}

    static void product(INDArray a, INDArray b, INDArray target) {
        product(a, b, target, PLAIN);
    }

    static void product(INDArray a, INDArray b, INDArray target, MMulTranspose transpose) {
        Nd4j.exec(new Mmul(a, b, target, transpose));
    }
}
