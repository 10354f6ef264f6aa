"""Hari Hujan dan Hari Depan: the reserve, debt, fraud, and a plan on one page."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule, Ref

DANA_DARURAT = DemoLesson(
    title="Dana darurat: payung sebelum hujan",
    slug="dana-darurat",
    minutes=10,
    body=(
        w.prose(
            "Dana darurat bukan investasi dan tidak perlu beranak. Tugasnya satu: ketika motor mogok, anak demam, "
            "atau kontrak kerja tidak diperpanjang, Anda <b>tidak perlu berutang dan tidak perlu panik</b>.",
        ),
        w.heading("Berapa?"),
        w.prose(
            "Jumlahkan pengeluaran yang tidak bisa ditunda dalam sebulan: amplop kebutuhan dan amplop cicilan. "
            "Kalikan dengan jumlah bulan yang ingin Anda tenang.",
        ),
        w.math(
            r"\text{dana darurat} = (\text{kebutuhan} + \text{cicilan}) \times \text{bulan}",
            "Contoh kita: (3.000.000 + 900.000) × 3 = Rp 11.700.000.",
        ),
        w.table(
            "Berapa bulan?",
            ("Keadaan", "Sasaran", "Sebabnya"),
            ("Lajang, pegawai tetap", "3 bulan", "Tanggungan sedikit, gaji teratur"),
            ("Berkeluarga, dua penghasilan", "3 sampai 6 bulan", "Jarang hilang dua-duanya sekaligus"),
            ("Berkeluarga, satu penghasilan", "6 bulan", "Semua bergantung pada satu orang"),
            ("Pekerja lepas atau usaha sendiri", "6 sampai 12 bulan", "Bulan sepi itu pasti, waktunya tidak"),
        ),
        w.callout(
            "tip",
            "Mulai dari satu juta",
            "Sasaran belasan juta terasa jauh. Tetapkan tonggak pertama Rp 1.000.000. Uang sebesar itu sudah cukup "
            "untuk sebagian besar kejadian yang biasanya berakhir di pinjaman.",
        ),
        w.heading("Disimpan di mana"),
        w.prose(
            "Tiga syarat: mudah diambil, nilainya tidak naik turun, dan <b>tidak satu tempat</b> dengan uang belanja. "
            "Tabungan di bank lain atau deposito pendek memenuhi ketiganya. Simpanan di bank dijamin LPS sampai "
            "Rp 2 miliar per nasabah per bank, selama bunganya tidak melebihi bunga penjaminan.",
            "Emas, saham, dan arisan bukan tempatnya. Bukan karena buruk, tetapi karena hujan tidak menunggu harga "
            "naik atau giliran mendapat.",
        ),
        w.question(
            "Amplop tabungan berisi Rp 1.200.000 sebulan. Berapa lama sampai Rp 11.700.000?",
            w.choice("Sekitar 7 bulan"),
            w.right("Sekitar 10 bulan", "11.700.000 : 1.200.000 = 9,75."),
            w.choice("Sekitar 14 bulan"),
            explanation="Dan THR bisa memperpendeknya satu atau dua bulan.",
        ),
    ),
)

UTANG = DemoLesson(
    title="Utang: 1 persen yang bukan 1 persen",
    slug="utang-satu-persen",
    minutes=12,
    body=(
        w.prose(
            "“Bunganya cuma satu persen sebulan, Bu.” Kalimat itu bisa benar dan tetap menyesatkan. Kuncinya ada "
            "pada satu kata yang jarang diucapkan: <b>flat</b> atau <b>efektif</b>.",
        ),
        w.heading("Bunga flat"),
        w.prose(
            "Anda meminjam Rp 12.000.000 untuk dua belas bulan, bunga flat 1% sebulan. Bunganya dihitung dari pinjaman "
            "<i>awal</i>, setiap bulan Rp 120.000, walaupun utang Anda makin lama makin kecil.",
        ),
        w.math(
            r"\text{cicilan} = \frac{12.000.000}{12} + 1\% \times 12.000.000 = 1.120.000",
            "Sampai lunas Anda membayar bunga 12 × 120.000 = Rp 1.440.000.",
        ),
        w.heading("Bunga efektif"),
        w.prose(
            "Pada bunga efektif, bunga dihitung dari <b>sisa</b> utang. Berapa bunga efektif yang menghasilkan cicilan "
            "Rp 1.120.000 tadi? Komputer mencarinya dalam sekejap:",
        ),
        w.code(
            """
            def cicilan(pinjaman, bunga, bulan):
                \"\"\"Cicilan tetap tiap bulan pada bunga efektif.\"\"\"
                return pinjaman * bunga / (1 - (1 + bunga) ** -bulan)


            rendah, tinggi = 0.0001, 0.10
            for _ in range(50):
                tengah = (rendah + tinggi) / 2
                if cicilan(12_000_000, tengah, 12) < 1_120_000:
                    rendah = tengah
                else:
                    tinggi = tengah

            print(f"{tengah:.2%} per bulan")  # 1.79% per bulan
            """,
            "Tebak di tengah, lalu buang separuh yang salah: lima puluh kali sudah lebih dari cukup.",
        ),
        w.prose(
            "Jadi 1% flat sama dengan kira-kira 1,79% efektif, hampir dua kali lipat. Patokan kasarnya: bunga flat "
            "dikali 1,8 mendekati bunga efektif untuk cicilan satu sampai tiga tahun.",
        ),
        w.callout(
            "warning",
            "Lima pertanyaan sebelum tanda tangan",
            w.points(
                "Flat atau efektif?",
                "Berapa <b>total</b> yang saya bayar sampai lunas?",
                "Biaya apa yang dipotong di depan?",
                "Berapa dendanya kalau terlambat tiga hari?",
                "Bolehkah dilunasi lebih cepat, dan berapa biayanya?",
            ),
        ),
        w.heading("Yang mana dilunasi dulu?"),
        w.tabs(
            ("Bola salju", "Mulai dari utang paling kecil. Cepat terasa menang. Cocok bila semangat yang langka."),
            ("Longsoran", "Mulai dari bunga paling tinggi. Paling murah. Cocok bila angka yang membuat tenang."),
        ),
        w.question(
            "Toko A: bunga flat 1,2% sebulan. Koperasi B: bunga efektif 1,8% sebulan. Sama-sama setahun. Mana lebih "
            "murah?",
            w.choice("Toko A", "1,2% flat kira-kira 2,1% efektif."),
            w.right("Koperasi B", "Ya. Samakan dulu jenis bunganya, baru bandingkan."),
            w.choice("Tidak bisa dibandingkan", "Bisa: ubah ke bunga efektif, atau bandingkan total bayar."),
            explanation="Flat 1,2% dikali kira-kira 1,8 menjadi sekitar 2,1% efektif.",
        ),
    ),
)

BERKATA_TIDAK = DemoLesson(
    title="Berkata tidak dengan sopan",
    slug="berkata-tidak",
    minutes=8,
    body=(
        w.prose(
            "Penipuan keuangan tidak menyasar orang bodoh. Ia menyasar orang baik yang sedang lelah, terburu-buru, "
            "atau sungkan. Karena itu pelajaran ini sebagian tentang angka, sebagian besar tentang kalimat.",
        ),
        w.heading("Tiga tanda yang selalu ada"),
        w.prose(
            w.points(
                "<b>Untung pasti</b>. “Dua persen sehari, dijamin.” Yang pasti hanya satu: seseorang sedang berbohong.",
                "<b>Waktu sempit</b>. “Tinggal hari ini.” Kesempatan baik tahan ditinggal tidur.",
                "<b>Izin yang kabur</b>. “Perusahaan kami terdaftar.” Di mana, nomor berapa?",
            ),
        ),
        w.callout(
            "example",
            "Periksa dalam lima menit",
            "Tanyakan ke OJK lewat telepon 157 atau lihat daftar penyelenggara berizin di "
            '<a href="https://www.ojk.go.id/">ojk.go.id</a>. Legal dan logis, dua-duanya harus lulus. Aplikasi '
            "pinjaman yang meminta izin membaca seluruh kontak di ponsel tidak lulus.",
        ),
        w.heading("Kalimat untuk dihafal"),
        w.accordion(
            (
                "Kepada saudara yang menawarkan investasi",
                "“Terima kasih sudah ingat kami. Di rumah kami ada aturan, keputusan di atas satu juta ditunggu "
                "seminggu. Nanti kami kabari.”",
            ),
            (
                "Kepada teman yang ingin meminjam",
                "“Aku tidak bisa meminjamkan, tapi bulan ini bisa membantu dua ratus ribu, tidak usah dikembalikan.” "
                "Jumlahnya sesuai amplop sosial.",
            ),
            (
                "Kepada suara ramah di telepon",
                "“Saya tutup dulu, lalu saya hubungi nomor resmi bank.” Lalu benar-benar ditutup. Kode OTP tidak "
                "pernah diberikan kepada siapa pun.",
            ),
        ),
        w.prose(
            "Perhatikan, semuanya diawali dengan hormat dan diakhiri tanpa perdebatan. Anda tidak perlu menang. Anda "
            "hanya perlu selesai.",
        ),
        w.question(
            "Seseorang menjanjikan untung 1% sehari. Kalau benar, Rp 1 juta menjadi berapa dalam setahun?",
            w.choice("Sekitar Rp 4,6 juta", "Itu kalau untungnya tidak ikut berbunga."),
            w.right("Sekitar Rp 37 juta", "1,01 pangkat 365 adalah 37,8. Tidak ada usaha jujur yang begitu."),
            w.choice("Sekitar Rp 12 juta"),
            explanation="Bunga berbunga mengubah janji kecil menjadi mustahil.",
        ),
    ),
)

SATU_HALAMAN = DemoLesson(
    title="Rencana satu halaman",
    slug="rencana-satu-halaman",
    minutes=15,
    attachments=(("Lembar anggaran bulanan (CSV)", Ref("document", "anggaran-bulanan.csv")),),
    body=(
        w.prose(
            "Seduh teh. Ambil selembar kertas, satu saja. Rencana yang panjang disimpan; rencana satu halaman "
            "ditempel.",
        ),
        w.heading("Isinya"),
        w.prose(
            w.steps(
                "<b>Satu kalimat</b>: hal yang setahun lagi ingin terasa lebih ringan (lihat obrolan pertama).",
                "<b>Empat angka</b>: isi keempat amplop bulan depan.",
                "<b>Satu tonggak</b>: dana darurat, jumlah dan bulannya.",
                "<b>Satu utang</b> yang dilunasi lebih dulu, kalau ada.",
                "<b>Satu bocor</b> yang ditambal pekan ini.",
                "<b>Satu hari</b>: tanggal obrolan lima belas menit berikutnya.",
            ),
        ),
        w.callout(
            "example",
            "Rencana Bu Tini dan Pak Yanto",
            w.points(
                "Setahun lagi kami tidak deg-degan kalau telepon berbunyi malam hari.",
                "Kebutuhan 3,2 juta, tabungan 1 juta, cicilan 0,9 juta, sosial dan hiburan 0,9 juta.",
                "Dana darurat Rp 5 juta sebelum Lebaran.",
                "Utang kulkas lunas bulan Agustus.",
                "Transfer lewat BI-FAST mulai besok.",
                "Obrolan berikutnya: Sabtu pertama, sesudah menyiram tanaman.",
            ),
        ),
        w.heading("Menjaga supaya hidup"),
        w.prose(
            "Sebulan sekali, lima belas menit, tiga pertanyaan: apa yang berjalan, apa yang tidak, apa yang kita ubah? "
            "Ubah <b>satu</b> hal saja. Anggaran itu seperti resep: yang pertama keasinan, yang ketiga sudah enak, dan "
            "sesudah setahun Anda memasak tanpa melihat.",
        ),
        w.quote(
            "Sedikit demi sedikit, lama-lama menjadi bukit.",
            "Peribahasa",
        ),
        w.prose(
            "Tandai pelajaran ini selesai setelah kertasnya tertempel. Sertifikat Anda menunggu, tetapi yang patut "
            "dipajang adalah kertas itu.",
        ),
        w.shared("Bukan nasihat keuangan pribadi"),
        w.question(
            "Bulan kedua, amplop kebutuhan jebol Rp 300.000. Apa langkah yang baik?",
            w.choice("Berhenti memakai amplop", "Sayang. Resep yang keasinan bukan alasan berhenti memasak."),
            w.choice("Memotong keempat amplop sekaligus", "Terlalu banyak berubah; bulan depan tidak tahu sebabnya."),
            w.right("Mencari penyebabnya dan mengubah satu hal", "Ya. Satu perubahan, satu bulan, lalu lihat lagi."),
            explanation="Satu perubahan sebulan adalah dua belas perbaikan setahun.",
        ),
    ),
)

MODUL_3 = DemoModule(
    title="Hari hujan dan hari depan",
    slug="hari-hujan-dan-hari-depan",
    summary="Dana darurat, bunga yang sebenarnya, kalimat untuk menolak, dan rencana di satu halaman.",
    lessons=(DANA_DARURAT, UTANG, BERKATA_TIDAK, SATU_HALAMAN),
)
