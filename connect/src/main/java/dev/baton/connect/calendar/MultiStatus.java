package dev.baton.connect.calendar;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The answer of WebDAV that tells of several things at once (RFC 4918, section 13). */
record MultiStatus(List<Entry> entries) {
    private static final String DAV = "DAV:";
    private static final String CALDAV = "urn:ietf:params:xml:ns:caldav";

    /**
     * One of them.
     *
     * @param etag names its present state
     * @param data its text, where it was asked for
     */
    record Entry(String href, Optional<String> etag, Optional<String> data, boolean calendar) {}

    /** @throws IllegalArgumentException when it is none */
    static MultiStatus parse(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // a system may not have us read anything else by what it answers
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            var root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
            if (!DAV.equals(root.getNamespaceURI()) || !"multistatus".equals(root.getLocalName())) {
                throw new IllegalArgumentException("it is no multistatus");
            }
            var entries = new ArrayList<Entry>();
            for (var node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (is(node, DAV, "response")) {
                    entries.add(entry((Element) node));
                }
            }
            return new MultiStatus(entries);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalArgumentException("it is no XML");
        }
    }

    private static Entry entry(Element response) {
        return new Entry(
                text(response, DAV, "href").orElse("").strip(),
                text(response, DAV, "getetag").map(String::strip),
                text(response, CALDAV, "calendar-data"),
                text(response, CALDAV, "calendar").isPresent());
    }

    private static Optional<String> text(Element within, String namespace, String name) {
        var found = within.getElementsByTagNameNS(namespace, name);
        return found.getLength() == 0
                ? Optional.empty()
                : Optional.of(found.item(0).getTextContent());
    }

    private static boolean is(Node node, String namespace, String name) {
        return node instanceof Element && namespace.equals(node.getNamespaceURI()) && name.equals(node.getLocalName());
    }
}
