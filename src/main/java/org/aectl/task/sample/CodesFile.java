package org.aectl.task.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.infer.sampling.PlacedCodes;
import org.aectl.run.file.AtomicFile;

/** Codes as CSV: each one's row, its place, and the value of each unit. */
public final class CodesFile {
    private CodesFile() {}

    /** @param units of a code */
    public static void write(Path file, PlacedCodes codes, int units) throws IOException {
        AtomicFile.write(file, out -> {
            CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.writeRecord(header(codes, units));
            float[] code = new float[units];
            for (int row = 0; row < codes.count(); row++) {
                codes.read(row, code, 0);
                csv.writeRecord(fields(row, codes, code));
            }
            csv.flush();
        });
    }

    private static List<String> header(PlacedCodes codes, int units) {
        List<String> fields = new ArrayList<>(List.of("row"));
        fields.addAll(codes.placeNames());
        for (int unit = 0; unit < units; unit++) {
            fields.add("z" + unit);
        }
        return fields;
    }

    private static List<String> fields(int row, PlacedCodes codes, float[] code) {
        List<String> fields = new ArrayList<>(List.of(Integer.toString(row)));
        codes.place(row).forEach(number -> fields.add(Integer.toString(number)));
        for (float value : code) {
            fields.add(Float.toString(value));
        }
        return fields;
    }
}
