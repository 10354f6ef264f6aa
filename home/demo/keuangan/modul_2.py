"""Satu Gaji, Empat Amplop: dividing first, the kitchen's money, and the small leaks."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule

EMPAT_AMPLOP = DemoLesson(
    title="Bagi dahulu, belanja kemudian",
    slug="bagi-dahulu-belanja-kemudian",
    minutes=11,
    body=(
        w.prose(
            "Kebanyakan orang menabung <i>sisa</i>. Di akhir bulan mereka melihat apa yang tertinggal, dan yang "
            "tertinggal biasanya niat. Caranya tinggal dibalik: begitu gaji masuk, langsung dibagi. Yang ada di "
            "amplop belanja boleh dihabiskan tanpa rasa bersalah, sebab bagian yang lain sudah aman.",
        ),
        w.image(
            "amplop-anggaran.png",
            "Gaji bulanan Rp 6.000.000 dibagi ke empat amplop: kebutuhan Rp 3.000.000, tabungan Rp 1.200.000, "
            "cicilan Rp 900.000, dan sosial serta hiburan Rp 900.000",
            "Satu gaji, empat amplop: bagi dahulu, belanja kemudian.",
        ),
        w.heading("Pembagian 50-20-15-15"),
        w.table(
            "Untuk gaji Rp 6.000.000 sebulan",
            ("Amplop", "Bagian", "Jumlah", "Isinya"),
            ("Kebutuhan", "50%", "Rp 3.000.000", "Dapur, listrik, air, ongkos, sekolah"),
            ("Tabungan", "20%", "Rp 1.200.000", "Dana darurat dahulu, lalu cita-cita"),
            ("Cicilan", "15%", "Rp 900.000", "Semua utang dijumlahkan"),
            ("Sosial dan hiburan", "15%", "Rp 900.000", "Kondangan, orang tua, jalan-jalan, kopi"),
        ),
        w.prose(
            "Angka-angka ini titik berangkat, bukan hukum. Kalau sewa rumah Anda sudah 40 persen, amplop pertama "
            "akan lebih besar, dan itu tidak apa-apa selama jumlahnya tetap seratus.",
        ),
        w.callout(
            "note",
            "Mengapa amplop sosial berdiri sendiri",
            "Di banyak buku luar negeri amplop ini tidak ada. Di sini, bulan Besar bisa berisi lima undangan, dan "
            "orang tua di kampung bukan “hiburan”. Keluarga yang menyediakan tempat untuk itu tidak perlu mengambil "
            "dari tabungan.",
        ),
        w.heading("Amplop kertas atau rekening?"),
        w.tabs(
            ("Kertas", "Terasa di tangan, jujur, dan tidak butuh sinyal. Simpan secukupnya saja di rumah."),
            (
                "Beberapa rekening",
                "Pindahkan otomatis sehari setelah gajian. Periksa biaya administrasinya; banyak bank punya tabungan "
                "tanpa biaya bulanan.",
            ),
            (
                "Kantong digital",
                "Satu aplikasi dengan beberapa kantong. Pastikan penyelenggaranya bank yang dijamin LPS atau dompet "
                "elektronik berizin Bank Indonesia.",
            ),
        ),
        w.question(
            "Penghasilan Bu Sari tidak tetap: bulan ramai Rp 8 juta, bulan sepi Rp 4 juta. Amplopnya diisi berapa?",
            w.choice("Sesuai yang masuk setiap bulan", "Nanti bulan ramai terasa kaya dan bulan sepi terasa panik."),
            w.right(
                "Seperti bulan sepi, dan kelebihannya ditampung dulu",
                "Ya. Tampungan itu menjadi “gaji” di bulan sepi.",
            ),
            w.choice("Rata-ratanya sejak bulan pertama", "Bisa, tetapi baru aman setelah tampungannya terisi."),
            explanation="Hidup dengan angka bulan sepi membuat bulan ramai menjadi bantalan.",
        ),
    ),
)

DAPUR = DemoLesson(
    title="Dapur: belanja tanpa rasa bersalah",
    slug="dapur-tanpa-rasa-bersalah",
    minutes=10,
    body=(
        w.prose(
            "Dapur termasuk pengeluaran terbesar di kebanyakan rumah, dan satu-satunya yang bisa diubah "
            "mulai besok pagi. Tidak dengan makan lebih sedikit, melainkan dengan memutuskan lebih jarang.",
        ),
        w.heading("Menu tujuh hari, belanja dua kali"),
        w.prose(
            w.steps(
                "Buka kulkas dan lemari. Tulis apa yang harus habis minggu ini.",
                "Susun tujuh lauk. Tiga di antaranya memakai bahan yang sama: ayam hari ini, kaldunya lusa.",
                "Belanja dua kali: bahan kering dan lauk di hari Minggu, sayur dan buah di hari Rabu.",
                "Kosongkan satu malam. Itu malam untuk sisa-sisa, atau untuk tetangga yang mengirim rantang.",
            ),
        ),
        w.callout(
            "example",
            "Contoh hitungan satu keluarga",
            "Sebelum: belanja setiap hari, rata-rata Rp 65.000, sebulan Rp 1.950.000. Sesudah: dua kali seminggu, "
            "rata-rata Rp 175.000, delapan sampai sembilan kali sebulan, sekitar Rp 1.500.000. Selisihnya bukan "
            "karena harga. Mereka hanya jarang lewat di depan rak camilan.",
        ),
        w.heading("Harga per seratus gram"),
        w.prose("Kemasan dirancang agar sulit dibandingkan. Obatnya satu pembagian kecil:"),
        w.math(
            r"\text{harga per 100 g} = \frac{\text{harga}}{\text{berat dalam gram}} \times 100",
            "Kopi 165 g Rp 14.850 berarti Rp 9.000 per 100 g; kopi 380 g Rp 39.900 berarti Rp 10.500.",
        ),
        w.prose("Ya, kemasan besar bisa lebih mahal. Lebih sering dari yang kita kira, apalagi bila ditulis “hemat”."),
        w.accordion(
            ("Bolehkah beli lauk matang?", "Boleh sekali. Masukkan ke menu, jangan ke malam yang kehabisan tenaga."),
            ("Anak selalu minta jajan", "Beri anggaran jajan mingguan yang ia pegang sendiri. Habis ya habis."),
            ("Harga cabai naik dua kali lipat", "Ganti menunya, bukan anggarannya. Pekan tanpa balado tidak lama."),
        ),
        w.question(
            "Minyak 1 liter Rp 18.500, minyak 1,8 liter Rp 34.200. Mana yang lebih murah per liter?",
            w.right("Yang 1 liter", "34.200 dibagi 1,8 adalah 19.000."),
            w.choice("Yang 1,8 liter", "Coba dibagi dulu: 34.200 : 1,8."),
            w.choice("Sama saja"),
            explanation="Rp 18.500 melawan Rp 19.000 per liter.",
        ),
    ),
)

BOCOR_HALUS = DemoLesson(
    title="Bocor halus",
    slug="bocor-halus",
    minutes=8,
    body=(
        w.prose(
            "Ban yang bocor besar langsung ketahuan. Yang berbahaya bocor halus: setiap pagi masih bisa jalan, "
            "setiap minggu kurang angin. Uang juga begitu. Buka catatan bulan lalu dan cari pengeluaran yang "
            "<b>kecil, sering, dan tidak diingat</b>.",
        ),
        w.table(
            "Empat bocor yang sering ditemukan",
            ("Bocor", "Sekali", "Sebulan", "Setahun"),
            ("Biaya transfer antarbank", "Rp 6.500", "8 kali: Rp 52.000", "Rp 624.000"),
            ("Ongkos kirim makanan", "Rp 12.000", "10 kali: Rp 120.000", "Rp 1.440.000"),
            ("Langganan terlupa", "Rp 49.000", "Rp 49.000", "Rp 588.000"),
            ("Denda terlambat bayar", "Rp 25.000", "Rp 25.000", "Rp 300.000"),
        ),
        w.prose(
            "Jumlahnya Rp 2.952.000 setahun, hampir setengah gaji sebulan dalam contoh kita. Tidak ada satu pun yang "
            "membuat hidup lebih enak.",
        ),
        w.heading("Menambal dalam satu sore"),
        w.prose(
            w.points(
                "<b>Transfer</b>: pakai BI-FAST, biayanya paling banyak Rp 2.500, atau kumpulkan pembayaran.",
                "<b>Langganan</b>: buka pengaturan pembayaran di ponsel dan di toko aplikasi, hentikan yang tidak "
                "dipakai bulan ini. Bisa dinyalakan lagi kapan saja.",
                "<b>Denda</b>: bayar otomatis untuk tagihan tetap; taruh tanggalnya tiga hari setelah gajian.",
                "<b>Ongkos kirim</b>: satu kali seminggu pesan bersama tetangga.",
            ),
        ),
        w.callout(
            "tip",
            "Aturan dua puluh empat jam",
            "Barang di keranjang belanja daring ditinggal semalam. Kalau besok masih ingin dan masih ada tempatnya "
            "di amplop, beli dengan gembira. Kebanyakan orang lupa pernah memasukkannya.",
        ),
        w.question(
            "Manakah yang <b>bukan</b> bocor halus?",
            w.choice("Biaya admin kartu yang tidak pernah dipakai"),
            w.right("Kopi setiap Sabtu dengan sahabat lama", "Diingat, dinanti. Itu keranjang kedua."),
            w.choice("Aplikasi latihan bahasa yang dibuka terakhir tahun lalu"),
            explanation="Bocor halus itu kecil, sering, dan tidak ada yang merindukannya.",
        ),
    ),
)

MODUL_2 = DemoModule(
    title="Satu gaji, empat amplop",
    slug="satu-gaji-empat-amplop",
    summary="Membagi begitu gaji masuk, belanja dapur dua kali seminggu, dan menambal bocor yang kecil-kecil.",
    lessons=(EMPAT_AMPLOP, DAPUR, BOCOR_HALUS),
)
