package dev.baton.examples.backoffice.sample;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The products: fixed, since a demo is easier to follow when a lamp stays a lamp. */
final class Catalogue {
    /** Sold out from the start, so that a wish for a replacement can fail. None of them is in a story order. */
    static final Set<String> SOLD_OUT = Set.of("SKU-0013", "SKU-0027", "SKU-0041", "SKU-0048");

    static final List<Product> PRODUCTS = parse("""
            Glass table lamp|8000
            Porcelain teapot|4000
            Wall mirror with oak frame|6500
            Ceramic vase|2990
            Crystal wine glasses, set of two|4500
            Stoneware dinner plate|1490
            Linen tablecloth|3990
            Cotton bath towel|1990
            Wool blanket|7900
            Cast iron pan|5490
            Steel milk pan|3290
            Walnut chopping board|3490
            Chef's knife|6990
            Bread knife|3990
            Pepper mill|2790
            Salt cellar|990
            French press|3590
            Espresso cups, set of four|3190
            Water carafe|2490
            Storage jar|1290
            Bamboo tray|2190
            Picture frame|1790
            Scented candle|1990
            Candle holder|1590
            Wall clock|4990
            Alarm clock|2990
            Desk lamp|5990
            Floor lamp|12900
            Paper lantern|1490
            Light bulb, warm white|790
            Door mat|2690
            Jute rug|8900
            Sheepskin|6900
            Cushion cover|1890
            Feather cushion|1690
            Duvet cover|6490
            Pillow case|1790
            Fitted sheet|2990
            Shower curtain|2490
            Soap dispenser|1390
            Laundry basket|3890
            Clothes hangers, set of ten|1990
            Umbrella stand|4290
            Plant pot|1690
            Watering can|2290
            Garden lantern|3590
            Bird feeder|2890
            Picnic basket|5990
            Lunch box|1590
            Thermos flask|2990
            """);

    private Catalogue() {}

    static Product find(String sku) {
        return PRODUCTS.stream()
                .filter(product -> product.sku().equals(sku))
                .findFirst()
                .orElseThrow();
    }

    private static List<Product> parse(String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> product(i + 1, lines.get(i)))
                .toList();
    }

    private static Product product(int number, String line) {
        String[] parts = line.split("\\|");
        return new Product("SKU-%04d".formatted(number), parts[0], Long.parseLong(parts[1]));
    }
}
