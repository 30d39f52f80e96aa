package org.aectl.report.page;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aectl.base.PlainText;
import org.aectl.report.PageFile;
import org.aectl.run.file.AtomicFile;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Makes HTML of what a page holds. Everything that is filled in is escaped but the style sheet and the script, which are
 * this program's own; control characters, which no page may hold, become question marks. A browser is told to run and to load
 * nothing else, so that even a name that slipped through could do nothing.
 */
final class PageTemplate {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(String.class, new PlainStrings()))
            .build();
    private static final String STYLE = PageFile.text("report.css");
    private static final String SCRIPT = PageFile.text("report.js");
    private static final Template PAGE = Mustache.compiler()
            .emptyStringIsFalse(true)
            .withEscaper(text -> Escapers.HTML.escape(PlainText.lines(text)))
            .withLoader(name -> new StringReader(PageFile.text(name + ".html")))
            .compile(PageFile.text("page.html"));

    private PageTemplate() {}

    /** Fills in the page and writes it; the file appears whole or not at all. */
    static void write(Object page, PageData data, Path file) throws IOException {
        AtomicFile.write(file, fill(page, data));
    }

    /** Names from outside, without what a page cannot hold. */
    private static final class PlainStrings extends StdSerializer<String> {
        PlainStrings() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator json, SerializationContext context) {
            json.writeString(PlainText.lines(text));
        }
    }

    /**
     * Fills in the page.
     *
     * @param page what the template names
     * @param data what the script needs
     */
    private static String fill(Object page, PageData data) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("style", STYLE);
        frame.put("script", SCRIPT);
        frame.put("policy", policy());
        frame.put("data", json(data));
        StringWriter html = new StringWriter();
        PAGE.execute(page, frame, html);
        return html.toString();
    }

    /** Allows pictures inside the page, its style sheet and its script. */
    private static String policy() {
        return "default-src 'none'; img-src data:; style-src '" + hash(STYLE) + "'; script-src '" + hash(SCRIPT)
                + "'; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    /** JSON that a script element may hold: nothing in it ends the element or begins a comment. */
    static String json(Object value) {
        return JSON.writeValueAsString(value).replace("<", "\\u003c");
    }
}
