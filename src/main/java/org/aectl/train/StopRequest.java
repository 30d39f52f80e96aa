package org.aectl.train;

/** Set from another thread to end a training after the step it is at. */
public final class StopRequest {
    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested;
    }
}
