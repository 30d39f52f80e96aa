package org.aectl.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Scale;
import org.aectl.config.source.Builtin;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ExamplesView;
import org.aectl.data.ValueRange;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.source.Sources;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelInputTest {
    private static final Examples DIGITS =
            Sources.open(new Builtin("mnist-mini"), null, 0).training();

    private final ModelInput digits = input(DIGITS, Scale.UNIT);

    /** The digits with other values, and in another shape. */
    private static final class Changed extends ExamplesView {
        private final float factor;
        private final float shift;
        private final ExampleShape shape;

        Changed(float factor, float shift, ExampleShape shape) {
            super(DIGITS);
            this.factor = factor;
            this.shift = shift;
            this.shape = shape;
        }

        @Override
        public ExampleShape shape() {
            return shape;
        }

        @Override
        public int count() {
            return DIGITS.count();
        }

        @Override
        public void read(int row, float[] target, int offset) {
            DIGITS.read(row, target, offset);
            for (int i = offset; i < offset + shape.size(); i++) {
                target[i] = target[i] * factor + shift;
            }
        }

        @Override
        public int label(int row) {
            return DIGITS.label(row);
        }

        @Override
        public @Nullable ValueRange storedRange() {
            return null;
        }
    }

    private static ModelInput input(Examples training, Scale scale) {
        Scaling scaling = Scaling.fit(training, scale);
        return new ModelInput(training.shape(), Columns.NONE, scaling, scaling.scaledRange(training));
    }

    private static Examples changed(float factor, float shift) {
        return new Changed(factor, shift, DIGITS.shape());
    }

    @Test
    void itTakesWhatItWasTrainedOn() {
        digits.check(DIGITS, "digits");
        digits.check(changed(1, 0), "the same as numbers");
        digits.check(new Changed(1, 0, ExampleShape.features(784)), "the same in a table");
    }

    /** Noisy, faint, dark or plainly black pictures are pictures in the same unit. */
    @ParameterizedTest
    @CsvSource({"5,-500", "0.1,0", "0.02,0", "0,0", "0,255"})
    void itTakesPicturesThatLookOdd(float factor, float shift) {
        digits.check(changed(factor, shift), "odd");
    }

    @Test
    void itRefusesPicturesInAnotherUnit() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> digits.check(changed(1 / 255f, 0), "shares.npy"))
                .withMessage(
                        "shares.npy: pictures with values from 0.0 to 1.0; the model was trained on values from 0.0"
                                + " to 255.0");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> digits.check(changed(2 / 255f, -1), "centred.npy"))
                .withMessageStartingWith("centred.npy: pictures with values from -1.0 to 1.0;");
        Examples shares = changed(1 / 255f, 0);
        ModelInput ofShares = input(shares, Scale.UNIT);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ofShares.check(DIGITS, "bytes.npy"))
                .withMessage(
                        "bytes.npy: pictures with values from 0.0 to 255.0; the model was trained on values from 0.0"
                                + " to 1.0");
    }

    /** Each feature of a table has a unit of its own, and outliers are looked for far away. */
    @Test
    void aTableMayHoldAnyNumber() {
        ExampleShape table = ExampleShape.features(784);
        Examples rows = new Changed(1, 0, table);
        for (Scale scale : Scale.values()) {
            input(rows, scale).check(new Changed(1000, 0, table), "far away");
        }
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void valuesInAnotherUnitAreSaid(Scale scale) {
        ExampleShape table = ExampleShape.features(784);
        ModelInput input = input(new Changed(1, 0, table), scale);

        assertThat(input.otherRange(new Changed(1, 0, table), "same")).isEmpty();
        assertThat(input.otherRange(new Changed(4, 0, table), "fourfold.csv"))
                .get(InstanceOfAssertFactories.STRING)
                .matches(
                        "fourfold\\.csv: [1-9][0-9]*% of the values lie outside of the range of the training rows; .*");
        assertThat(input.otherRange(new Changed(1, -300, table), "moved.csv"))
                .get(InstanceOfAssertFactories.STRING)
                .contains("% of the values lie outside");
    }

    @ParameterizedTest
    @EnumSource(value = Scale.class, names = "STANDARD", mode = EnumSource.Mode.EXCLUDE)
    void valuesThatWereScaledBeforeAreSaid(Scale scale) {
        ExampleShape table = ExampleShape.features(784);

        assertThat(input(new Changed(1, 0, table), scale).otherRange(new Changed(1 / 255f, 0, table), "shares.csv"))
                .hasValue(
                        "shares.csv: all values lie within a hundredth of the range of the training rows; give them in the same"
                                + " unit, as they were before any scaling");
        assertThat(input(new Changed(1 / 255f, 0, table), scale).otherRange(DIGITS, "bytes"))
                .get(InstanceOfAssertFactories.STRING)
                .contains("% of the values lie outside");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 56, 392})
    void itRefusesPicturesOfAnotherShapeAndTheSameSize(int width) {
        ExampleShape other = new ExampleShape(1, 784 / width, width);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> digits.check(new Changed(1, 0, other), "other.npy"))
                .withMessage("other.npy: examples of shape " + other
                        + " (784 values); the model was trained on 28x28x1 (784 values)");
    }

    @Test
    void itRefusesAnotherNumberOfChannels() {
        ExampleShape colours = new ExampleShape(4, 14, 14);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> digits.check(new Changed(1, 0, colours), "colours.npy"))
                .withMessageStartingWith("colours.npy: examples of shape 14x14x4 (784 values)");
    }
}
