from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_page_address_index")]

    operations = []
