package org.aectl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class TransferTest {
    private static final float[] VALUES = {1, -2.5f, Float.MAX_VALUE, 0, Float.MIN_VALUE, 6};

    @Test
    void anArrayHasTheNumbersInTheirOrder() {
        try (INDArray array = Transfer.toArray(VALUES, 2, 3)) {
            assertThat(array.ordering()).isEqualTo('c');
            assertThat(array.dataType()).isEqualTo(DataType.FLOAT);
            for (int i = 0; i < VALUES.length; i++) {
                assertThat(array.getFloat(i / 3, i % 3)).isEqualTo(VALUES[i]);
            }
            assertThat(Transfer.toFloats(array)).isEqualTo(VALUES);
        }
    }

    @Test
    void numbersComeInTheOrderTheyAreStoredIn() {
        try (INDArray columns = Nd4j.create(VALUES, new long[] {2, 3}, 'f')) {
            assertThat(Transfer.toFloats(columns)).isEqualTo(VALUES);
        }
    }

    @Test
    void otherTypesAndViewsAreReadAsTheFrameworkReadsThem() {
        try (INDArray doubles = Nd4j.create(new double[] {1, 2, 3});
                INDArray all = Transfer.toArray(VALUES, 6)) {
            INDArray view = all.get(NDArrayIndex.interval(2, 5));

            assertThat(Transfer.toFloats(doubles)).containsExactly(1, 2, 3);
            assertThat(Transfer.toFloats(view)).isEqualTo(view.data().asFloat());
        }
    }

    @Test
    void anotherNumberOfValuesIsRefused() {
        assertThatThrownBy(() -> Transfer.toArray(VALUES, 2, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
