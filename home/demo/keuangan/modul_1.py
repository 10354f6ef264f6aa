"""Melihat dengan Jernih: talking about money, writing a month down, sorting what was spent."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule

OBROLAN = DemoLesson(
    title="Obrolan lima belas menit",
    slug="obrolan-lima-belas-menit",
    minutes=8,
    is_free_preview=True,
    body=(
        w.prose(
            "Bu Tini dan Pak Yanto sudah sebelas tahun menikah. Mereka bisa membicarakan apa saja: sekolah anak, "
            "mertua, atap bocor. Kecuali satu. Setiap kali kata “uang” muncul, salah satu tiba-tiba ingat harus "
            "menyiram tanaman.",
            "Kalau itu terdengar akrab, Anda tidak sendirian. Uang jarang hanya soal angka. Di dalamnya ada rasa "
            "aman, harga diri, juga kenangan masa kecil. Karena itu kita tidak mulai dari tabel. Kita mulai dari "
            "obrolan yang pendek, ada batas waktunya, dan tidak mencari siapa yang salah.",
        ),
        w.heading("Aturan mainnya"),
        w.prose(
            w.steps(
                "Pilih waktu ketika semua sudah makan. Lapar dan rekening koran bukan pasangan yang baik.",
                "Pasang pengatur waktu lima belas menit. Berbunyi berarti selesai, walau sedang seru.",
                "Masing-masing menjawab tiga pertanyaan di bawah. Yang lain mendengarkan dan tidak membetulkan.",
                "Tutup dengan satu kalimat terima kasih. Sungguh. Rasanya canggung, dan manjur.",
            ),
        ),
        w.callout(
            "example",
            "Tiga pertanyaan pembuka",
            w.points(
                "Apa pelajaran tentang uang yang Anda bawa dari rumah orang tua?",
                "Kapan terakhir kali Anda merasa tenang soal uang, dan apa yang membuatnya begitu?",
                "Kalau setahun lagi ada satu hal yang lebih ringan, apa yang Anda pilih?",
            ),
        ),
        w.prose(
            "Perhatikan, tidak satu pun menanyakan jumlah. Angka akan datang di pelajaran berikutnya, dan ia akan "
            "jauh lebih ramah bila orang-orangnya sudah saling mendengar lebih dulu.",
        ),
        w.heading("Bila Anda tinggal sendiri"),
        w.prose(
            "Lakukan hal yang sama di atas kertas. Tulis jawabannya dengan tangan, simpan di amplop, dan buka lagi "
            "di pelajaran terakhir. Banyak orang terkejut membaca tulisan sendiri.",
        ),
        w.shared("Coba dulu, baru buka jawabannya"),
        w.question(
            "Pengatur waktu berbunyi, padahal pasangan sedang di tengah cerita. Sebaiknya",
            w.choice("diteruskan sampai tuntas", "Menggoda, tetapi besok ia akan menghindar karena takut lama."),
            w.right("berhenti, dan janjikan waktu berikutnya", "Tepat. Batas yang ditepati membuat orang mau kembali."),
            w.choice("membahas tagihan mumpung sudah duduk", "Tagihan punya waktunya sendiri."),
            explanation="Obrolan pendek yang berulang lebih kuat daripada satu rapat panjang.",
        ),
    ),
)

SATU_BULAN = DemoLesson(
    title="Satu bulan di atas kertas",
    slug="satu-bulan-di-atas-kertas",
    minutes=12,
    is_free_preview=True,
    body=(
        w.prose(
            "Dokter tidak memberi resep sebelum memeriksa. Selama satu bulan ke depan, tugas kita hanya "
            "<b>memeriksa</b>: menulis uang yang masuk dan keluar, tanpa mengubah kebiasaan apa pun. Jangan dulu "
            "berhemat. Kalau biasanya jajan bakso setiap Jumat, tetaplah jajan bakso, lalu tuliskan.",
        ),
        w.heading("Cukup empat kolom"),
        w.table(
            "Contoh tiga hari di rumah Bu Tini",
            ("Tanggal", "Untuk apa", "Jumlah", "Siapa"),
            ("1", "Belanja pasar", "Rp 185.000", "Tini"),
            ("1", "Bensin", "Rp 30.000", "Yanto"),
            ("2", "Iuran kas RT", "Rp 25.000", "Tini"),
            ("3", "Kopi dan gorengan", "Rp 18.000", "Yanto"),
            ("3", "Pulsa dan paket data", "Rp 75.000", "Berdua"),
        ),
        w.handout("anggaran-bulanan.csv", "Lembar anggaran bulanan (CSV)"),
        w.prose(
            "Unduh lembarnya dan buka dengan Excel, LibreOffice, atau Google Sheets. Lebih suka buku tulis? Justru "
            "bagus. Alat terbaik adalah yang terjangkau saat tangan masih memegang kembalian.",
        ),
        w.tabs(
            ("Buku tulis", "Taruh di dekat pintu, dengan bolpoin yang diikat. Diisi setiap pulang ke rumah."),
            (
                "Ponsel",
                "Kirim pesan ke diri sendiri: “18 kopi”. Setiap Minggu malam, pindahkan ke lembar anggaran.",
            ),
            (
                "Struk",
                "Masukkan semua struk ke stoples. Yang tanpa struk, tulis di balik struk lain. Minggu malam, "
                "tuang dan catat.",
            ),
        ),
        w.callout(
            "tip",
            "Kalau lupa dua hari",
            "Tulis satu baris “lupa, kira-kira Rp 100.000” dan lanjutkan. Catatan yang bolong jauh lebih berguna "
            "daripada catatan rapi yang berhenti di tanggal lima.",
        ),
        w.question(
            "Di bulan memeriksa ini, apa yang sebaiknya dilakukan terhadap jajan bakso setiap Jumat?",
            w.choice("Dihentikan supaya catatannya bagus", "Nanti yang kita periksa bukan hidup Anda yang sebenarnya."),
            w.right("Tetap jajan, lalu dicatat", "Ya. Bulan ini kita hanya melihat."),
            w.choice("Tidak usah dicatat, terlalu kecil", "Yang kecil dan sering justru paling menarik."),
            explanation="Ubah nanti, lihat dulu.",
        ),
    ),
)

TIGA_KERANJANG = DemoLesson(
    title="Butuh, ingin, dan yang di tengah-tengah",
    slug="butuh-ingin-dan-tengah",
    minutes=9,
    body=(
        w.prose(
            "Banyak buku menyuruh kita memisahkan kebutuhan dari keinginan, seolah garisnya jelas. Beras itu "
            "kebutuhan. Beras organik? Sepatu kerja itu kebutuhan. Sepatu kerja ketiga? Di antara butuh dan ingin "
            "ada wilayah luas tempat sebagian besar pertengkaran terjadi.",
            "Karena itu kita pakai <b>tiga keranjang</b>, bukan dua.",
        ),
        w.accordion(
            (
                "Keranjang pertama: harus",
                "Kalau tidak dibayar bulan ini, ada akibat yang berat: makan, listrik, air, sewa atau cicilan "
                "rumah, sekolah, obat, ongkos kerja, iuran BPJS.",
            ),
            (
                "Keranjang kedua: penting bagi kita",
                "Bukan soal hidup atau mati, tetapi membuat hidup terasa milik sendiri: pulang kampung, les "
                "menari, pengajian atau kebaktian, kopi bersama teman. Setiap keluarga mengisinya dengan cara lain.",
            ),
            (
                "Keranjang ketiga: lewat begitu saja",
                "Yang dua minggu kemudian tidak diingat lagi: ongkos kirim karena terburu-buru, langganan yang "
                "tidak ditonton, diskon untuk barang yang tidak dicari.",
            ),
        ),
        w.heading("Cara memilah"),
        w.prose(
            "Ambil catatan satu bulan. Beri setiap baris angka 1, 2, atau 3. Bila berdua, kerjakan <b>terpisah</b>, "
            "baru dibandingkan. Baris yang angkanya sama tidak perlu dibahas. Baris yang berbeda adalah hadiah: di "
            "situlah Anda saling mengenal.",
        ),
        w.callout(
            "warning",
            "Jangan menilai keranjang kedua orang lain",
            "Burung perkutut bagi Pak Yanto ada di keranjang kedua, dan begitu pula tanaman hias bagi Bu Tini. "
            "Tugas kita bukan memindahkan isi keranjang orang lain, melainkan memastikan jumlahnya muat.",
        ),
        w.quote(
            "Hemat pangkal kaya, rajin pangkal pandai.",
            "Peribahasa yang pernah kita tulis di buku halus-kasar",
        ),
        w.prose(
            "Peribahasanya benar, asal kita ingat apa yang dihemat. Memotong keranjang kedua sampai habis membuat "
            "orang menyerah di bulan ketiga. Yang kita kejar adalah keranjang ketiga, yang kalau hilang tidak ada "
            "yang merasa kehilangan.",
        ),
        w.question(
            "Langganan film Rp 54.000 sebulan, ditonton sekeluarga setiap Sabtu malam. Keranjang mana?",
            w.choice("Pertama", "Tanpa itu semua masih sehat dan bisa bekerja."),
            w.right("Kedua", "Dipakai, diingat, dan menyenangkan bersama-sama."),
            w.choice("Ketiga", "Ketiga kalau tidak ada yang menonton lagi."),
            explanation="Bukan barangnya yang menentukan, melainkan artinya di rumah Anda.",
        ),
    ),
)

MODUL_1 = DemoModule(
    title="Melihat dengan jernih",
    slug="melihat-dengan-jernih",
    summary="Mulai dari obrolan, lanjut ke catatan satu bulan, lalu tiga keranjang. Belum ada yang perlu diubah.",
    lessons=(OBROLAN, SATU_BULAN, TIGA_KERANJANG),
)
