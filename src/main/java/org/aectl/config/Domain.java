package org.aectl.config;

import org.aectl.config.DataConfig.Scale;

/** Which values a likelihood is defined for. */
public enum Domain {
    REALS("the real numbers", "") {
        @Override
        public boolean holds(float value) {
            return true;
        }

        @Override
        public boolean isLeftBy(Scale scale) {
            return false;
        }
    },
    UNIT_INTERVAL("[0,1]", "unit or minmax") {
        @Override
        public boolean holds(float value) {
            return value >= 0 && value <= 1;
        }

        @Override
        public boolean isLeftBy(Scale scale) {
            return scale == Scale.STANDARD;
        }
    },
    COUNTS("{0, 1, 2, ...}", "none") {
        @Override
        public boolean holds(float value) {
            return value >= 0 && value == Math.rint(value);
        }

        @Override
        public boolean isLeftBy(Scale scale) {
            return scale != Scale.NONE;
        }
    };

    private final String set;
    private final String scales;

    Domain(String set, String scales) {
        this.set = set;
        this.scales = scales;
    }

    public abstract boolean holds(float value);

    /** Whether a scaling gives values outside of it, whatever the data are. */
    public abstract boolean isLeftBy(Scale scale);

    /** Whether all numbers are in it. */
    public boolean isUnbounded() {
        return scales.isEmpty();
    }

    /** The scalings that suit it best, as messages name them; none where all do. */
    public String scales() {
        return scales;
    }

    /** As a set, for messages. */
    @Override
    public String toString() {
        return set;
    }
}
