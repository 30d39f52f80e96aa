package org.aectl.backend.device;

/** Whether this copy of the program can compute on a GPU. */
public final class CudaBuild {
    private static final String BACKEND = "/org/nd4j/linalg/jcublas/JCublasBackend.class";

    private CudaBuild() {}

    /**
     * Whether ND4J's CUDA backend is on the class path. The launcher looks for its jar and asks for a choice where it is one;
     * so where the launcher started the program without a choice, the class path need not be searched.
     */
    public static boolean isThere() {
        boolean isLaunched = System.getProperty("aectl.launcher") != null;
        return isLaunched ? DeviceChoice.handedOver().isPresent() : isOnClassPath();
    }

    /** As above, by a search of the class path. */
    public static boolean isOnClassPath() {
        return CudaBuild.class.getResource(BACKEND) != null;
    }
}
