package org.aectl.kernel;

/** An activation function f whose derivative follows from f(z), as a loop over a block of numbers. */
public enum Formula {
    IDENTITY {
        @Override
        void apply(float[] values, int count, Exponential exponential) {
            // f(z) = z
        }

        @Override
        void passBack(float[] outputs, float[] gradients, int count) {
            // f'(z) = 1
        }
    },
    RELU {
        @Override
        void apply(float[] values, int count, Exponential exponential) {
            for (int i = 0; i < count; i++) {
                values[i] = Math.max(values[i], 0);
            }
        }

        /** Not by a comparison, which makes no vector loop: outputs times 1E38 are 0 or above 1 (but for denormal ones). */
        @Override
        void passBack(float[] outputs, float[] gradients, int count) {
            for (int i = 0; i < count; i++) {
                gradients[i] *= Math.min(outputs[i] * 1e38f, 1);
            }
        }
    },
    /** Within 1E-7 of the true value. */
    SIGMOID {
        @Override
        void apply(float[] values, int count, Exponential exponential) {
            exponential.of(-1, values, values, count);
            for (int i = 0; i < count; i++) {
                values[i] = 1 / (1 + values[i]);
            }
        }

        @Override
        void passBack(float[] outputs, float[] gradients, int count) {
            for (int i = 0; i < count; i++) {
                gradients[i] *= outputs[i] * (1 - outputs[i]);
            }
        }
    },
    /** {@code 2 sigmoid(2z) - 1}, within 2E-7 of the true value. */
    TANH {
        @Override
        void apply(float[] values, int count, Exponential exponential) {
            exponential.of(-2, values, values, count);
            for (int i = 0; i < count; i++) {
                values[i] = 2 / (1 + values[i]) - 1;
            }
        }

        @Override
        void passBack(float[] outputs, float[] gradients, int count) {
            for (int i = 0; i < count; i++) {
                gradients[i] *= 1 - outputs[i] * outputs[i];
            }
        }
    };

    /** Puts f(z) in the place of z. */
    abstract void apply(float[] values, int count, Exponential exponential);

    /**
     * Multiplies gradients by f'(z).
     *
     * @param outputs f(z)
     */
    abstract void passBack(float[] outputs, float[] gradients, int count);
}
